import { sameAddress } from '../address.ts';
import type { Connection, Tunnel } from '../connection.ts';
import type { TrafficPoint, TunnelTraffic } from '../diagnosis/evidence.ts';
import { carriesTraffic } from '../health.ts';
import type { Incident } from '../incident.ts';
import { hasDropped, lastKnownOf } from '../lifecycle/tunnels.ts';
import { oneWayTunnels } from '../posture/one-way.ts';
import { type EpochMs, hoursMs, minutesMs } from '../time.ts';
import {
  backgroundBytesPerMinute,
  judgedBackMs,
  judgeTraffic,
  leastAnswer,
  type NothingBack,
  type RegionTraffic,
  type StoppedTraffic,
  type TrafficVerdict,
} from './traffic.ts';

/** Reviews may fail for that long: what a look at the metrics rests on is as old. */
const believedForMs = hoursMs(1);

/** AWS dates a fall to the second, metrics to the minute or to five of them. */
const datedWithinMs = minutesMs(6);

/**
 * The connection with what reviews have remembered of its traffic: which of the tunnels that are up carry none. One that brought
 * nothing back while the other one carried is no redundancy once that has fallen. Of a tunnel that is down, that it is down says more.
 */
export const withTraffic = (
  connection: Connection,
  traffic: RegionTraffic | undefined,
  incident: Incident | undefined,
  now: EpochMs,
): Connection => {
  const { connectionId } = connection;
  const stopped = traffic?.stopped[connectionId];
  if (stopped) return withStopped(connection, stopped, () => true);
  const known = traffic?.nothingBack?.[connectionId];
  if (!known || !isLeftAlone(known, connection, incident, now)) return connection;
  const { outsideIp, since } = known;
  return withStopped(connection, { direction: 'nothing-comes-back', since }, (tunnel) =>
    sameAddress(tunnel.outsideIp, outsideIp),
  );
};

const withStopped = (
  connection: Connection,
  stopped: StoppedTraffic,
  isMeant: (tunnel: Tunnel) => boolean,
): Connection => ({
  ...connection,
  tunnels: connection.tunnels.map((tunnel) =>
    isMeant(tunnel) && carriesTraffic(connection, tunnel) ? { ...tunnel, stopped } : tunnel,
  ),
});

/** The others are down, and it was known shortly before they went down. */
const isLeftAlone = (
  { outsideIp, seenAt }: NothingBack,
  connection: Connection,
  incident: Incident | undefined,
  now: EpochMs,
): boolean => {
  const others = connection.tunnels.filter((tunnel) => !sameAddress(tunnel.outsideIp, outsideIp));
  const fell = others.map((tunnel) => fellAt(connection, tunnel, incident, now));
  return fell.length > 0 && fell.every((at) => at !== undefined && at - seenAt <= believedForMs);
};

/** What AWS does not report may be up, unless it was down before. */
const fellAt = (
  connection: Connection,
  tunnel: Tunnel,
  incident: Incident | undefined,
  now: EpochMs,
): EpochMs | undefined => {
  if (carriesTraffic(connection, tunnel)) return undefined;
  const records = incident === undefined || incident.phase === 'closed' ? [] : incident.tunnels;
  const record = lastKnownOf(records.find((one) => sameAddress(one.outsideIp, tunnel.outsideIp)));
  if (record && hasDropped(record)) return record.since;
  return tunnel.ipsec === 'unknown' ? undefined : now;
};

/**
 * Whether what a look judges can show that traffic has stopped. The minutes in which a tunnel was down do not, unless another one
 * was up all the time and had carried.
 */
export const mayHaveStopped = (
  { connection, traffic }: Pick<TrafficSeen, 'connection' | 'traffic'>,
  incident: Incident | undefined,
  now: EpochMs,
): boolean => {
  const isSteady = (tunnel: Tunnel): boolean => {
    const record = incident?.tunnels.find((one) => sameAddress(one.outsideIp, tunnel.outsideIp));
    return now - Math.max(tunnel.lastStatusChangeAt ?? 0, record?.since ?? 0) > judgedBackMs;
  };
  const up = connection.tunnels.filter((tunnel) => carriesTraffic(connection, tunnel));
  const steady = up.filter(isSteady);
  return steady.length === up.length || steady.some((tunnel) => hasCarried(tunnel, traffic));
};

const hasCarried = ({ outsideIp }: Tunnel, traffic: readonly TunnelTraffic[]): boolean =>
  traffic
    .filter((one) => sameAddress(one.outsideIp, outsideIp))
    .some(({ points }) => points.some(carriesBothWays));

const carriesBothWays = ({ inBytes = 0, outBytes = 0 }: TrafficPoint): boolean =>
  Math.min(inBytes, outBytes) > backgroundBytesPerMinute;

/** What came longer ago says little of now. */
const lookBackMs = minutesMs(8);

/** What a review has seen of the traffic of one connection. */
export interface TrafficSeen {
  readonly connection: Connection;
  readonly traffic: readonly TunnelTraffic[];
  /** On its tunnels taken together. */
  readonly verdict: TrafficVerdict;
}

/** The tunnel of the connection that is known to bring nothing back, after a review. */
export const followNothingBack = (
  known: NothingBack | undefined,
  { connection, traffic, verdict }: TrafficSeen,
  now: EpochMs,
): NothingBack | undefined => {
  const pointsOf = (outsideIp: string): readonly TrafficPoint[] =>
    traffic.find((one) => sameAddress(one.outsideIp, outsideIp))?.points ?? [];
  const up = connection.tunnels.filter((tunnel) => carriesTraffic(connection, tunnel));
  const found =
    besideOneThatCarries(up, traffic, pointsOf, now) ?? leftByOneThatFell(up, connection, pointsOf, verdict);
  if (found) {
    const isKnown = known !== undefined && sameAddress(known.outsideIp, found.outsideIp);
    return isKnown ? seenAgain(known, now) : { ...found, seenAt: now };
  }
  if (!known || bringsBack(pointsOf(known.outsideIp), now - lookBackMs)) return undefined;
  if (isAllThatIsUp(known, connection)) return seenAgain(known, now);
  const carriesAgain = up.length > 1 && now - known.seenAt > believedForMs;
  return carriesAgain ? undefined : known;
};

/** Only the tunnel that brings nothing back is up. */
export const isAllThatIsUp = (known: NothingBack | undefined, connection: Connection): boolean => {
  const up = connection.tunnels.filter((tunnel) => carriesTraffic(connection, tunnel));
  return (
    known !== undefined &&
    up.length === 1 &&
    up.every(({ outsideIp }) => sameAddress(outsideIp, known.outsideIp))
  );
};

/** Nothing is written for what every review sees. */
const seenAgain = (known: NothingBack, now: EpochMs): NothingBack =>
  now - known.seenAt < believedForMs / 3 ? known : { ...known, seenAt: now };

type Found = Omit<NothingBack, 'seenAt'>;

/**
 * That AWS sends over one tunnel and receives over the other is asymmetric and well: the other has to carry both ways in the very
 * minutes in which nothing comes back through this one.
 */
const besideOneThatCarries = (
  up: readonly Tunnel[],
  traffic: readonly TunnelTraffic[],
  pointsOf: (outsideIp: string) => readonly TrafficPoint[],
  now: EpochMs,
): Found | undefined => {
  const upIps = new Set(up.map(({ outsideIp }) => outsideIp));
  const found = oneWayTunnels(traffic, upIps, now).find(
    ({ outsideIp, since }) =>
      !bringsBack(pointsOf(outsideIp), now - lookBackMs) &&
      up.some(
        (other) =>
          other.outsideIp !== outsideIp &&
          judgeTraffic([{ isUp: true, points: pointsOf(other.outsideIp) }], now).verdict === 'flows' &&
          carriesMeanwhile(pointsOf(other.outsideIp), pointsOf(outsideIp), since),
      ),
  );
  return found && { outsideIp: found.outsideIp, since: found.since };
};

/** It carries both ways whenever AWS sends over the other one: else what comes back over it may be the answers to that. */
const carriesMeanwhile = (
  points: readonly TrafficPoint[],
  sending: readonly TrafficPoint[],
  since: EpochMs,
): boolean => {
  const times = new Set(
    sending
      .filter(({ at, outBytes = 0 }) => at >= since && outBytes > backgroundBytesPerMinute)
      .map(({ at }) => at),
  );
  const meanwhile = points.filter(
    ({ at, inBytes = 0, outBytes = 0 }) =>
      times.has(at) && Math.max(inBytes, outBytes) > backgroundBytesPerMinute,
  );
  return meanwhile.length > 1 && meanwhile.every(carriesBothWays);
};

/** Nothing has come back since another tunnel fell: that one had brought it. */
const leftByOneThatFell = (
  up: readonly Tunnel[],
  connection: Connection,
  pointsOf: (outsideIp: string) => readonly TrafficPoint[],
  verdict: TrafficVerdict,
): Found | undefined => {
  const [only, another] = up;
  if (!only || another || verdict.verdict !== 'stopped') return undefined;
  if (verdict.direction !== 'nothing-comes-back') return undefined;
  if (bringsBack(pointsOf(only.outsideIp), verdict.since - lookBackMs)) return undefined;
  const fall = connection.tunnels.find(
    ({ outsideIp, lastStatusChangeAt = 0 }) =>
      outsideIp !== only.outsideIp &&
      lastStatusChangeAt <= verdict.since &&
      verdict.since - lastStatusChangeAt < datedWithinMs,
  );
  return fall && { outsideIp: only.outsideIp, since: fall.lastStatusChangeAt ?? verdict.since };
};

/** Metrics that come late cannot take back that something has come. */
const bringsBack = (points: readonly TrafficPoint[], from: EpochMs): boolean =>
  points.some(
    ({ at, inBytes = 0, outBytes = 0 }) =>
      at > from && inBytes > backgroundBytesPerMinute && inBytes >= leastAnswer * outBytes,
  );
