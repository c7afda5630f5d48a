import { beforeFallMs } from '../diagnosis/log-cause-of.ts';
import type { Cause, Incident } from '../incident.ts';
import { findTunnel, isNotAssociated, type Observation } from '../observation.ts';
import type { Policy } from '../policy.ts';
import { fellTogether } from '../restart/guards.ts';
import type { HealthSignal, Signal } from '../signal.ts';
import { type EpochMs, secondsMs } from '../time.ts';
import { foldChanges, isEchoOfChange } from './changes.ts';
import { addToCourse, hasInCourse } from './course.ts';
import { isDown } from './tunnels.ts';

/** Adds the causes that show themselves: in a Health event, in the routes, in the company that the fall keeps. */
export const findCauses = (
  incident: Incident,
  observation: Observation,
  signals: readonly Signal[],
  policy: Policy,
  now: EpochMs,
): Incident => {
  const isOurs = isEchoOfRestart(incident, now, policy.notices.restartEchoMs, now);
  const withChange = foldChanges(incident, observation, isOurs, policy, now);
  const withHealth = signals
    .filter(isReplacement)
    .reduce((folded, signal) => foldReplacement(folded, signal, policy, now), withChange);
  const withCompany = [
    trafficCause(withHealth, observation),
    routesCause(withHealth),
    associationCause(observation, now),
    gatewayCause(withHealth, observation, policy),
  ]
    .filter((cause) => cause !== undefined)
    .reduce((folded, cause) => addCause(folded, cause, now), withHealth);
  const together = bothTunnelsCause(withCompany, observation);
  return together ? addCause(withCompany, together, now) : withCompany;
};

/** The Health notice of a replacement that a restart of ours or somebody's change made is an echo: a line in the course, no cause. */
export const foldReplacement = (
  incident: Incident,
  signal: HealthSignal,
  policy: Policy,
  now: EpochMs,
): Incident => {
  const echo = echoOf(incident, signal.at, policy, now);
  if (echo) {
    if (hasInCourse(incident, echo, signal.eventKey)) return incident;
    return addToCourse(incident, now, [{ kind: echo, detail: signal.eventKey }]);
  }
  if (incident.phase === 'closed') return incident;
  if (isKnownCause(incident, signal)) return incident;
  const cause = replacementCause(signal, now);
  return told({ ...incident, causes: [...incident.causes, cause] }, cause, now);
};

export const isKnownCause = (incident: Incident, { eventKey }: HealthSignal): boolean =>
  incident.causes.some((cause) => cause.name === 'endpoint-replaced' && cause.evidence === eventKey);

export const replacementCause = ({ at, eventKey }: HealthSignal, now: EpochMs): Cause => ({
  name: 'endpoint-replaced',
  at: Math.min(at, now),
  evidence: eventKey,
});

/** A replacement of some minutes ago may explain the next fall as well, though what it was told in is over. */
export const rememberReplacements = (
  incident: Incident,
  previous: Incident | undefined,
  withinMs: number,
  now: EpochMs,
): Incident => {
  const quiet = previous?.quietReplacement;
  const recent = [...(previous?.causes ?? []), ...(quiet ? [quiet] : [])].filter(
    ({ name, at }) => name === 'endpoint-replaced' && now - at < withinMs,
  );
  return { ...incident, causes: [...recent, ...incident.causes] };
};

export const echoOf = (
  incident: Incident,
  replacedAt: EpochMs,
  policy: Policy,
  now: EpochMs,
): 'health-echo' | 'change-echo' | undefined => {
  if (isEchoOfRestart(incident, replacedAt, policy.notices.restartEchoMs, now)) return 'health-echo';
  return isEchoOfChange(incident, replacedAt, policy.restart.changeSettlingMs) ? 'change-echo' : undefined;
};

/** AWS dates the notice by the start of the replacement, a little before or after our request was recorded. */
export const isEchoOfRestart = (
  incident: Incident,
  replacedAt: EpochMs,
  restartEchoMs: number,
  now: EpochMs,
): boolean => {
  const clockToleranceMs = 5 * 60_000;
  return incident.restarts.some(
    (attempt) =>
      attempt.call !== 'busy' &&
      attempt.call !== 'rejected' &&
      Math.min(replacedAt, now) >= attempt.requestedAt - clockToleranceMs &&
      Math.min(replacedAt, now) - attempt.requestedAt <= restartEchoMs,
  );
};

export const isReplacement = (signal: Signal): signal is HealthSignal =>
  signal.kind === 'health' && signal.topic === 'endpoint-replaced';

const trafficCause = (incident: Incident, { connection }: Observation): Cause | undefined => {
  const silent = incident.tunnels.filter((tunnel) => tunnel.state === 'no-traffic');
  const stopped = connection && findTunnel(connection, silent[0]?.outsideIp ?? '')?.stopped;
  const evidence = silent.map(({ outsideIp }) => outsideIp).join(', ');
  return stopped && { name: stopped.direction, at: stopped.since, evidence };
};

const routesCause = (incident: Incident): Cause | undefined => {
  const silent = incident.tunnels.find((tunnel) => tunnel.state === 'no-routes');
  return silent && { name: 'bgp-no-routes', at: silent.since, evidence: silent.outsideIp };
};

const associationCause = ({ connection }: Observation, now: EpochMs): Cause | undefined =>
  connection && isNotAssociated(connection)
    ? { name: 'not-associated', at: now, evidence: 'not-associated' }
    : undefined;

const gatewayCause = (incident: Incident, observation: Observation, policy: Policy): Cause | undefined => {
  const first = incident.tunnels.find(isDown);
  if (!first) return undefined;
  const together = fellTogether(observation.gatewayFalls, first.since, policy.restart) + 1;
  if (together < policy.restart.gatewayWideConnections) return undefined;
  return { name: 'gateway-wide', at: first.since, evidence: String(together) };
};

/**
 * The two endpoints share nothing at AWS: what takes both down at once is at the other end. Only AWS's own dates tell, and only
 * where nothing better is known.
 */
const bothTunnelsCause = (incident: Incident, { connection }: Observation): Cause | undefined => {
  const down = incident.tunnels.filter(({ state }) => state === 'down');
  const times = down.map(({ since }) => since);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const isDated = down.every(
    ({ outsideIp, since }) => connection && findTunnel(connection, outsideIp)?.lastStatusChangeAt === since,
  );
  const isExplained = incident.causes.some(({ at }) => at >= first - beforeFallMs);
  if (down.length < 2 || !isDated || isExplained || last - first > secondsMs(2)) return undefined;
  return { name: 'both-tunnels', at: first, evidence: String(Math.round((last - first) / 1_000)) };
};

/** Each kind of cause is told once; how many connections fell together may still grow. */
const addCause = (incident: Incident, cause: Cause, now: EpochMs): Incident =>
  incident.causes.some((known) => known.name === cause.name)
    ? incident
    : told({ ...incident, causes: [...incident.causes, cause] }, cause, now);

/** A cause known when the incident opens is part of the first message. */
const told = (incident: Incident, cause: Cause, now: EpochMs): Incident =>
  incident.phase === 'open'
    ? addToCourse(incident, now, [{ kind: 'cause-found', detail: cause.name }])
    : incident;
