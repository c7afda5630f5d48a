import type { Connection, Tunnel } from '../connection.ts';
import { logCausesOf } from '../diagnosis/log-cause-of.ts';
import { restartCannotHelp } from '../diagnosis/restart-helps.ts';
import type { Incident, TunnelRecord } from '../incident.ts';
import { callsOnConnection } from '../lifecycle/changes.ts';
import { isUnverified } from '../lifecycle/verify.ts';
import type { Observation } from '../observation.ts';
import type { RestartPolicy } from '../policy.ts';
import { type EpochMs, hoursMs } from '../time.ts';
import { cooldownUntil, countedAttempts } from './attempts.ts';
import {
  cameBackByItself,
  hasBeenInVain,
  mayBeMissed,
  negotiatesByItself,
  noneIsUp,
  obstacleOf,
} from './return-of-tunnel.ts';
import { passesByItself, type WithholdReason, withholdReasons } from './withhold-reason.ts';

/** One tunnel that might be restarted, with all that the rules look at. The incident already holds the observation. */
export interface RestartCase {
  readonly incident: Incident;
  readonly observation: Observation;
  readonly connection: Connection;
  readonly tunnel: Tunnel;
  readonly record: TunnelRecord;
  readonly policy: RestartPolicy;
  readonly now: EpochMs;
}

/** `until`: when the reason ends by itself, where that is known. */
export type RestartVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: WithholdReason; readonly until: EpochMs | undefined };

/** `false`: no objection. `true`: withheld. A time: withheld until then. */
type Guard = (restart: RestartCase) => boolean | EpochMs;

const restartTag = 'tunnelkeeper:restart';

const autoRestartOff: Guard = ({ connection, policy }) => {
  const tag = connection.tags[restartTag]?.trim().toLowerCase();
  if (policy.mode === 'off' || tag === 'off') return true;
  return policy.mode === 'tagged' && tag !== 'on';
};

const connectionBusy: Guard = ({ connection }) => connection.state !== 'available';

const restartInFlight: Guard = ({ incident, policy }) => {
  const inFlight = incident.restarts.find(isUnverified);
  return inFlight ? inFlight.requestedAt + policy.verifyWithinMs : false;
};

/** Whoever changes a connection is at work on it. */
const changedByHand: Guard = ({ incident, observation, policy, now }) => {
  const last = Math.max(incident.changingSeenAt ?? 0, ...callsOnConnection(observation).map(({ at }) => at));
  return inFuture(last + policy.changeSettlingMs, now);
};

const peerSettling: Guard = ({ incident, tunnel, policy, now }) => {
  const risen = incident.tunnels
    .filter((peer) => peer.outsideIp !== tunnel.outsideIp && peer.state === 'up')
    .map((peer) => peer.since);
  const restarted = incident.restarts
    .filter((attempt) => attempt.outsideIp !== tunnel.outsideIp && attempt.call !== 'busy')
    .map((attempt) => attempt.requestedAt);
  return inFuture(Math.max(0, ...risen, ...restarted) + policy.peerSettlingMs, now);
};

const downTooBriefly: Guard = ({ record, policy, now }) => inFuture(record.since + policy.minimumDownMs, now);

const endpointBeingReplaced: Guard = ({ incident, policy, now }) => {
  const replacements = incident.causes.filter((cause) => cause.name === 'endpoint-replaced');
  const last = Math.max(0, ...replacements.map((cause) => cause.at));
  return inFuture(last + policy.endpointReplacementMs, now);
};

const flapping: Guard = ({ incident }) => incident.flappingSince !== undefined;

/**
 * IPsec is up and routes are missing: they are the gateway's to send, and a restart would only take IPsec down. Or the tunnel's
 * log shows a fault that no restart mends; for a while only, as it may have been mended, and nobody negotiates.
 */
const causeNotFixable: Guard = ({ incident, record, now }) => {
  if (record.state === 'no-routes') return true;
  const causes = logCausesOf(incident, record);
  const ofIpsec = causes.filter((cause) => !cause.name.startsWith('bgp-'));
  // Where IPsec has a cause of its own, BGP has only followed it.
  const faults = (ofIpsec.length > 0 ? ofIpsec : causes).filter((cause) => restartCannotHelp(cause.name));
  return inFuture(Math.max(0, ...faults.map((cause) => cause.at)) + evidenceHoldsMs, now);
};

const evidenceHoldsMs = hoursMs(1);

/** A restart by the method `initiate` sets the startup action itself. */
const awsCannotInitiate: Guard = ({ connection, tunnel, observation, policy }) => {
  const { options } = tunnel;
  if (!options || (policy.method === 'keep' && options.startupAction !== 'start')) return true;
  const obstacle = obstacleOf(connection, tunnel, observation);
  return obstacle !== undefined && obstacle !== 'startup-action';
};

/** AWS tries every few seconds: it is as soon up as the gateway answers, which it could not be while its endpoint is replaced. */
const leftToAws: Guard = ({ connection, tunnel, observation, record, policy, now }) =>
  negotiatesByItself(connection, tunnel, observation) && inFuture(record.since + policy.selfRecoveryMs, now);

const leftToGateway: Guard = ({ incident, record, policy, now }) => {
  const mayReturn = cameBackByItself(incident) || noneIsUp(incident);
  return mayReturn && inFuture(record.since + policy.selfRecoveryMs, now);
};

/**
 * What comes back is back over one tunnel first: in an outage, whichever is being replaced at that moment would have carried the
 * traffic. What the log will show of the gateway by then nobody can say while it is left to it.
 */
const onlyTunnel: Guard = (restart) =>
  noneIsUp(restart.incident) && !leftToGateway(restart) && mayBeMissed(restart);

const gatewayWide: Guard = ({ observation, record, policy }) =>
  fellTogether(observation.gatewayFalls, record.since, policy) + 1 >= policy.gatewayWideConnections;

/** How many other connections of the gateway fell within the window around this fall. */
export const fellTogether = (
  gatewayFalls: Observation['gatewayFalls'],
  fellAt: EpochMs,
  policy: RestartPolicy,
): number =>
  gatewayFalls.filter((falls) => falls.some((at) => Math.abs(at - fellAt) <= policy.gatewayWideWindowMs))
    .length;

const cooldown: Guard = ({ incident, tunnel, policy, now }) =>
  inFuture(cooldownUntil(incident, tunnel.outsideIp, policy, now) ?? 0, now);

const attemptsExhausted: Guard = ({ incident, tunnel, policy, now }) =>
  countedAttempts(incident, tunnel.outsideIp, now).length >= policy.maximumAttempts;

const restartInVain: Guard = ({ incident }) => hasBeenInVain(incident);

const accountLimit: Guard = ({ observation, policy, now }) => {
  const within = observation.recentRestarts.filter((at) => now - at < policy.accountLimitWindowMs);
  return within.length >= policy.accountLimit ? Math.min(...within) + policy.accountLimitWindowMs : false;
};

/** `foreign-account` is judged where events are read: of another account's connection there is never an observation. */
const guards: Readonly<Record<Exclude<WithholdReason, 'foreign-account'>, Guard>> = {
  'auto-restart-off': autoRestartOff,
  'tunnel-up': ({ record }) => ['up', 'no-traffic', 'never-routed'].includes(record.state),
  'tunnel-unused': ({ record }) => record.state === 'unused',
  'state-unknown': ({ record, tunnel }) => record.state === 'unknown' || tunnel.ipsec === 'unknown',
  'cause-not-fixable': causeNotFixable,
  'aws-cannot-initiate': awsCannotInitiate,
  'attempts-exhausted': attemptsExhausted,
  'restart-in-vain': restartInVain,
  flapping: flapping,
  'gateway-wide': gatewayWide,
  'only-tunnel': onlyTunnel,
  'connection-busy': connectionBusy,
  'restart-in-flight': restartInFlight,
  'changed-by-hand': changedByHand,
  'peer-settling': peerSettling,
  'down-too-briefly': downTooBriefly,
  'endpoint-being-replaced': endpointBeingReplaced,
  'left-to-aws': leftToAws,
  'left-to-gateway': leftToGateway,
  cooldown: cooldown,
  'account-limit': accountLimit,
};

interface Objection {
  readonly reason: WithholdReason;
  readonly until: EpochMs | undefined;
}

/** May this tunnel be restarted now? If not, the objection that lasts longest says why: nobody waits for a time that changes nothing. */
export const mayRestart = (restart: RestartCase): RestartVerdict => {
  const [first, ...others] = objectionsTo(restart);
  if (!first) return { allowed: true };
  if (!passesByItself(first.reason)) return { allowed: false, ...first };
  const longest = others.reduce((one, other) => (endOf(other) > endOf(one) ? other : one), first);
  return { allowed: false, ...longest };
};

const objectionsTo = (restart: RestartCase): readonly Objection[] =>
  withholdReasons.flatMap((reason) => {
    const objection = reason === 'foreign-account' ? false : guards[reason](restart);
    return objection === false ? [] : [{ reason, until: objection === true ? undefined : objection }];
  });

const endOf = ({ until }: Objection): number => until ?? Number.POSITIVE_INFINITY;

const inFuture = (until: EpochMs, now: EpochMs): EpochMs | false => (until > now ? until : false);
