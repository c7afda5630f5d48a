import type { Connection } from '../../shared/domain/connection.ts';
import type { CauseName } from '../../shared/domain/incident.ts';
import type { RestartPolicy } from '../../shared/domain/policy.ts';
import type { WithholdReason } from '../../shared/domain/restart/withhold-reason.ts';
import { daysMs, type EpochMs, hoursMs, minutesMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import type { ConnectionTruth, Truth, TunnelTruth } from './truth.ts';

/** A call that has reached AWS, with all that was known when the function that made it began. */
export interface Received {
  readonly connectionId: string;
  readonly outsideIp: string;
  readonly at: EpochMs;
  /** When the function began: what was so before, and still is, it has had to see. */
  readonly lookedAt: EpochMs;
  readonly connection: ConnectionTruth;
  readonly view: Connection;
  readonly tunnel: TunnelTruth;
  readonly others: readonly TunnelTruth[];
  readonly estate: Estate;
  readonly policy: RestartPolicy;
  readonly truth: Truth;
}

/** Why the call should not have been made, or undefined. */
type Model = (call: Received) => string | undefined;

/** Clocks may be two seconds apart, each way, and a call is a while under way after the last look at the clock. */
export const toleranceMs = 35_000;

/** Every rule of restarts once more, in terms of what AWS received and showed. It knows nothing of how the product decides. */
export const guardModels: Readonly<Record<WithholdReason, Model>> = {
  // Of another account's connection nothing can be called; what its events do is judged by `events-are-not-believed`.
  'foreign-account': () => undefined,

  'auto-restart-off': ({ view, connection, policy, lookedAt }) => {
    const tag = view.tags['tunnelkeeper:restart'];
    const off = policy.mode === 'off' || tag === 'off' || (policy.mode === 'tagged' && tag !== 'on');
    return off && connection.tagsSince <= lookedAt ? 'its owner wants no restarts' : undefined;
  },

  'tunnel-up': ({ tunnel, at, lookedAt }) => {
    if (tunnel.shown === 'up' && tunnel.shownSince <= lookedAt)
      return `it has been shown as up for ${at - tunnel.shownSince} ms`;
    return tunnel.up && at - tunnel.since > minutesMs(2)
      ? `it has been up for ${at - tunnel.since} ms`
      : undefined;
  },

  'tunnel-unused': ({ tunnel, truth }) =>
    !tunnel.everUp && !truth.hit.has('cloudwatch') ? 'it has never been up' : undefined,

  // Telemetry that is missing is not played yet.
  'state-unknown': () => undefined,

  'connection-busy': ({ view, connection, lookedAt }) =>
    view.state !== 'available' && connection.stateSince <= lookedAt
      ? `the connection has been ${view.state} since before the function looked`
      : undefined,

  'restart-in-flight': ({ connection, truth, at, policy }) => {
    const pending = earlierCalls(truth, connection).find(
      (call) =>
        call.effect === 'replaced' &&
        at - call.at < policy.verifyWithinMs - toleranceMs &&
        !hasComeUpSince(connection.tunnels.get(call.outsideIp), call.at),
    );
    return pending && `a restart of ${pending.outsideIp} has been under way for ${at - pending.at} ms`;
  },

  'changed-by-hand': ({ connection, truth, at, policy, estate, lookedAt }) => {
    const isSettling = (changedAt: EpochMs | undefined): boolean =>
      changedAt !== undefined &&
      changedAt <= lookedAt &&
      at - changedAt < policy.changeSettlingMs - toleranceMs;
    const trailed = connection.knownChanges.find(
      (change) => change.knownAt <= lookedAt && isSettling(change.at),
    );
    if (trailed) return `somebody had changed the connection ${at - trailed.at} ms before`;
    // What AWS does for a restart of ours cannot be told from what it does for others.
    const seenAt = connection.seenChangingAt ?? at;
    const isOurs = timesOfCalls(truth, connection).some(
      (calledAt) => seenAt - calledAt < estate.policy.notices.restartEchoMs + minutesMs(5),
    );
    return !isOurs && isSettling(connection.seenChangingAt)
      ? `somebody was seen to be changing the connection ${at - (connection.seenChangingAt ?? 0)} ms before`
      : undefined;
  },

  'peer-settling': ({ connection, outsideIp, others, truth, at, policy, lookedAt }) => {
    const youngest = policy.peerSettlingMs - toleranceMs;
    const risen = others.find(
      (other) => other.shown === 'up' && other.shownSince <= lookedAt && at - other.changedAt < youngest,
    );
    if (risen) return `the other tunnel came up ${at - risen.changedAt} ms before`;
    const restarted = earlierCalls(truth, connection).find(
      (call) => call.outsideIp !== outsideIp && call.effect === 'replaced' && at - call.at < youngest,
    );
    return restarted && `the other tunnel was restarted ${at - restarted.at} ms before`;
  },

  'down-too-briefly': ({ tunnel, at, policy }) => {
    // That it came up for a moment, nobody need have seen.
    const fellAt = tunnel.seen === 'up' || tunnel.seen === undefined ? tunnel.changedAt : tunnel.seenFellAt;
    return tunnel.shown !== 'up' && at - fellAt < policy.minimumDownMs - toleranceMs
      ? `it had been down for ${at - fellAt} ms only`
      : undefined;
  },

  'endpoint-being-replaced': ({ connection, truth, at, policy, estate, lookedAt }) => {
    const { restartEchoMs } = estate.policy.notices;
    const callsAt = timesOfCalls(truth, connection);
    const replaced = connection.replacements.find(
      ({ startedAt, knownAt }) =>
        knownAt <= lookedAt &&
        at - startedAt < policy.endpointReplacementMs - toleranceMs &&
        // What a restart of ours or a change by hand may have made is no replacement to wait for.
        !callsAt.some(
          (calledAt) => calledAt < startedAt + minutesMs(6) && startedAt - calledAt < restartEchoMs,
        ) &&
        Math.abs(startedAt - (connection.changedByHandAt ?? 0)) > policy.changeSettlingMs + minutesMs(6),
    );
    return replaced && `AWS had replaced an endpoint ${at - replaced.startedAt} ms before`;
  },

  flapping: ({ connection, at, estate, lookedAt }) => {
    const { flappingFalls, flappingWindowMs } = estate.policy.incident;
    const recent = connection.seenFalls.filter(
      (fall) => fall.at <= lookedAt && at - fall.at < flappingWindowMs - toleranceMs,
    );
    const distinct = recent
      .toSorted((one, other) => one.at - other.at)
      .filter((fall, index, all) => index === 0 || fall.at - (all[index - 1]?.at ?? 0) > 60_000);
    return distinct.length >= flappingFalls
      ? `${distinct.length} falls were seen within the hour`
      : undefined;
  },

  'cause-not-fixable': ({ tunnel, outsideIp, connection, at, lookedAt }) => {
    if (tunnel.shown === 'no-routes' && tunnel.shownSince <= lookedAt) return 'IPsec is up';
    const known = connection.incident?.causes.find(
      (cause) =>
        cause.name === 'pre-shared-key' &&
        cause.outsideIp === outsideIp &&
        at - cause.at < hoursMs(1) - toleranceMs &&
        cause.at >= tunnel.changedAt,
    );
    return known && 'its log says that the keys do not match';
  },

  'aws-cannot-initiate': ({ view, outsideIp, estate, policy }) => {
    const options = view.tunnels.find((each) => each.outsideIp === outsideIp)?.options;
    const gateway = estate.gateways.find((each) => each.customerGatewayId === view.customerGatewayId);
    if (!options || view.accelerated || gateway?.ipAddress === undefined) return 'AWS cannot initiate';
    if (!options.ikeVersions.includes('ikev2')) return 'AWS cannot initiate over IKEv1';
    return policy.method === 'keep' && options.startupAction !== 'start'
      ? 'AWS would not initiate'
      : undefined;
  },

  'gateway-wide': ({ connection, view, tunnel, truth, policy, lookedAt }) => {
    const together = [...truth.connections.values()].filter(
      (other) =>
        other !== connection &&
        other.view?.customerGatewayId === view.customerGatewayId &&
        !other.healths.includes('none') &&
        fellWith(other, tunnel, policy.gatewayWideWindowMs - toleranceMs, lookedAt),
    ).length;
    return together + 1 >= policy.gatewayWideConnections
      ? `${together + 1} connections of its gateway fell together`
      : undefined;
  },

  'left-to-aws': ({ tunnel, view, outsideIp, estate, at, policy, lookedAt }) => {
    const options = view.tunnels.find((each) => each.outsideIp === outsideIp)?.options;
    const gateway = estate.gateways.find((each) => each.customerGatewayId === view.customerGatewayId);
    const awsTries =
      options?.startupAction === 'start' &&
      options.dpdTimeoutAction === 'restart' &&
      options.ikeVersions.includes('ikev2') &&
      gateway?.ipAddress !== undefined &&
      !view.accelerated;
    const isKnown = tunnel.shown !== 'up' && tunnel.shownSince <= lookedAt;
    return awsTries && isKnown && at - tunnel.changedAt < policy.selfRecoveryMs - toleranceMs
      ? `AWS had been negotiating it for ${at - tunnel.changedAt} ms`
      : undefined;
  },

  'left-to-gateway': (call) =>
    isOutage(call) && call.at - call.tunnel.changedAt < call.policy.selfRecoveryMs - toleranceMs
      ? `no tunnel was up, and the gateway had had ${call.at - call.tunnel.changedAt} ms`
      : undefined,

  'only-tunnel': (call) => {
    if (!isOutage(call)) return undefined;
    const { connection, outsideIp } = call;
    if (connection.incident?.explanation?.wasIdle)
      return flowedBefore(call) ? 'no tunnel was up, and there had been traffic' : undefined;
    const alive = connection.incident?.causes.some(
      (cause) => cause.outsideIp === outsideIp && signsOfLife.has(cause.name),
    );
    return alive ? undefined : 'no tunnel was up, and nothing shows that the gateway is there';
  },

  cooldown: ({ connection, outsideIp, truth, at, policy }) => {
    const earlier = earlierCalls(truth, connection).filter(
      (call) => call.outsideIp === outsideIp && call.effect === 'replaced',
    );
    const last = earlier.at(-1);
    if (!last) return undefined;
    const ofThisTrouble = earlier.filter((call) => call.at > connection.lastHealthyAt).length;
    const pauseMs = policy.cooldownMs * 2 ** Math.max(0, ofThisTrouble - 1);
    return at - last.at < pauseMs - toleranceMs ? `it was restarted ${at - last.at} ms before` : undefined;
  },

  'attempts-exhausted': ({ connection, outsideIp, truth, at, policy }) => {
    const made = earlierCalls(truth, connection).filter(
      (call) =>
        call.outsideIp === outsideIp &&
        call.effect === 'replaced' &&
        (call.at > connection.lastHealthyAt || at - call.at < daysMs(1) - toleranceMs),
    ).length;
    return made >= policy.maximumAttempts ? `${made} attempts had been made on it` : undefined;
  },

  // Whether AWS has replaced the endpoint, only those know who have looked in time.
  'restart-in-vain': ({ connection, outsideIp, tunnel, at }) => {
    const last = connection.incident?.restarts.findLast(
      (attempt) => attempt.outsideIp === outsideIp && attempt.requestedAt < at - minutesMs(1),
    );
    if (!last?.hadEffect || last.result !== 'failed' || tunnel.lastUpAt > last.requestedAt) return undefined;
    const answered = connection.incident?.causes.some(
      (cause) => cause.outsideIp === outsideIp && cause.at >= last.requestedAt && !silences.has(cause.name),
    );
    return answered
      ? undefined
      : `it had been restarted ${at - last.requestedAt} ms before, and nothing had answered`;
  },

  'account-limit': ({ truth, at, policy }) => {
    const recent = truth.calls.filter(
      (call) => call.at < at && at - call.at < policy.accountLimitWindowMs - toleranceMs,
    ).length;
    return recent >= policy.accountLimit ? `${recent} calls had been made within the hour` : undefined;
  },
};

const silences: ReadonlySet<CauseName> = new Set(['dead-peer', 'peer-unreachable']);

const signsOfLife: ReadonlySet<CauseName> = new Set([
  'ike-sa-deleted',
  'child-sa-deleted',
  'rekey-collision',
]);

/** No tunnel is up, and the function has had to see it. */
const isOutage = ({ tunnel, others, lookedAt }: Received): boolean =>
  [tunnel, ...others].every(({ shown, shownSince }) => shown !== 'up' && shownSince <= lookedAt);

/** Traffic passed both ways until shortly before the last tunnel went down. */
const flowedBefore = ({ connection, tunnel, others }: Received): boolean => {
  const fellAt = Math.max(...[tunnel, ...others].map(({ changedAt }) => changedAt));
  const flowedAt = connection.traffic.flowed.findLast(({ from }) => from < fellAt)?.to;
  return flowedAt !== undefined && fellAt - flowedAt < minutesMs(50);
};

/** The call itself is the last of all. */
const earlierCalls = (truth: Truth, { connectionId }: ConnectionTruth): Truth['calls'] =>
  truth.calls.slice(0, -1).filter((call) => call.connectionId === connectionId);

/** The product has to reckon with those, too, of which it cannot know whether AWS received them. */
const timesOfCalls = (truth: Truth, connection: ConnectionTruth): readonly EpochMs[] => [
  ...earlierCalls(truth, connection).map((call) => call.at),
  ...truth.disturbedCallsAt,
];

const hasComeUpSince = (tunnel: TunnelTruth | undefined, at: EpochMs): boolean =>
  tunnel !== undefined && tunnel.lastUpAt > at;

/**
 * One of its tunnels is down now, has been seen so by a look, and fell at about the time of that tunnel; by what was seen, and by
 * what AWS says. A tunnel that stays down may be dated anew by each try to negotiate, and what a function that failed later on
 * has learnt is not known.
 */
const fellWith = (
  other: ConnectionTruth,
  tunnel: TunnelTruth,
  windowMs: number,
  lookedAt: EpochMs,
): boolean =>
  [...other.tunnels.values()]
    .filter(({ shown, seen, seenUp }) => seenUp && shown !== 'up' && seen !== 'up' && seen !== undefined)
    .filter(({ seenSince, shownSince }) => seenSince <= lookedAt && shownSince <= lookedAt)
    .some(
      ({ seenFellAt, changedAt }) =>
        Math.abs(seenFellAt - tunnel.seenFellAt) <= windowMs &&
        Math.abs(changedAt - tunnel.changedAt) <= windowMs,
    );
