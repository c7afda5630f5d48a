import type { TrafficPoint } from '../diagnosis/evidence.ts';
import { type EpochMs, minutesMs } from '../time.ts';
import { mayBeMeant } from './habit.ts';

/**
 * `nothing-comes-back`: AWS sends and receives nothing. `nothing-sent-back`: the customer gateway sends, and AWS sends nothing:
 * its routes lead elsewhere.
 */
export type OneWayDirection = 'nothing-comes-back' | 'nothing-sent-back';

/** Traffic that passed both ways until then, and one way only since, though tunnels are up. */
export interface StoppedTraffic {
  readonly direction: OneWayDirection;
  readonly since: EpochMs;
  /** Bytes a minute that were left of the way that stopped: keep-alives. Absent in rows of earlier versions. */
  readonly left?: number | undefined;
}

/** Which connections of a region that is so of; one row. */
export interface RegionTraffic {
  readonly region: string;
  readonly version: number;
  /** By connection id. */
  readonly stopped: Readonly<Record<string, StoppedTraffic>>;
  /** By connection id; absent in rows of earlier versions. */
  readonly nothingBack?: Readonly<Record<string, NothingBack>> | undefined;
}

/** A tunnel that is up and brings nothing back: the other one carries the traffic, or carried it until it fell. */
export interface NothingBack {
  readonly outsideIp: string;
  readonly since: EpochMs;
  /** When a review saw it last. */
  readonly seenAt: EpochMs;
}

export interface TunnelPoints {
  readonly isUp: boolean;
  readonly points: readonly TrafficPoint[];
}

/**
 * `one-way`: for as long as is known, so that it may be meant; `mixed`: both ways of late, but not at the same time: it may have
 * stopped the one way when it came back the other; `quiet`: too little passes to tell; `unknown`: CloudWatch has
 * too little.
 */
export type TrafficVerdict =
  | { readonly verdict: 'mixed' | 'quiet' | 'unknown' }
  /** `least`: bytes a minute of the lesser way, where they are no more than keep-alives may be. */
  | { readonly verdict: 'flows'; readonly least?: number | undefined }
  | ({ readonly verdict: 'stopped' | 'one-way' } & StoppedTraffic);

/** Metrics come late, so the latest minutes prove nothing. */
const lateMs = minutesMs(3);

/** With the lateness, a run every five minutes and a sweep every minute, what stops is told within a quarter of an hour. */
const windowMs = minutesMs(5);

const rangeMs = minutesMs(180);

/** Whatever was different within that time before a look is part of what the look judges. */
export const judgedBackMs = lateMs + windowMs + minutesMs(1);

/** What has to be read, from now back. */
export const trafficRangeMs = lateMs + rangeMs + minutesMs(1);

/** AWS counts its own status checks, and keep-alives of BGP, as traffic (Site-to-Site VPN user guide, "CloudWatch metrics"). */
export const backgroundBytesPerMinute = 1_000;

/** Less than this a minute does not tell whether answers are missing. */
const leastBytesPerMinute = 700;

/** Even a transfer in one direction is acknowledged with more than this part of it. */
export const leastAnswer = 0.01;

/** For so long traffic has to have passed both ways before it counts as stopped. */
const leastFlowMs = minutesMs(3);

interface Sum {
  readonly at: EpochMs;
  readonly inBytes: number;
  readonly outBytes: number;
}

/** What the traffic of one connection says, its tunnels taken together: they may well send over one and receive over the other. */
export const judgeTraffic = (tunnels: readonly TunnelPoints[], now: EpochMs): TrafficVerdict => {
  const periodMs = periodOf(tunnels);
  const end = Math.floor((now - lateMs) / minutesMs(1)) * minutesMs(1);
  const sums = sumsOf(tunnels).filter(({ at }) => at >= end - rangeMs && at + periodMs <= end);
  const background = backgroundBytesPerMinute * tunnels.filter(({ isUp }) => isUp).length;
  const judge = (some: readonly Sum[]): Passage => passageOf(some, periodMs, background);
  const flows = (some: readonly Sum[]): TrafficVerdict => {
    const least = lesserOf(some, periodMs);
    return least > background ? { verdict: 'flows' } : { verdict: 'flows', least };
  };
  const recent = sums.filter(({ at }) => at + periodMs > end - windowMs);
  if (recent.length * periodMs < windowMs - minutesMs(1)) return { verdict: 'unknown' };
  const flowing = sums.filter((sum) => judge([sum]) === 'flows');
  const passage = judge(recent);
  const least = Math.max(2, leastFlowMs / periodMs);
  const latest = sums.slice(-Math.max(least, recent.length)).map((sum) => judge([sum]));
  if (latest.slice(-least).every((each) => each === 'flows')) return flows(sums.slice(-least));
  if (passage === 'flows') return isMixed(latest, least) ? { verdict: 'mixed' } : flows(recent);
  if (passage === 'quiet') return { verdict: 'quiet' };
  const last = flowing.at(-1);
  const isMeant = mayBeMeant(
    sums.map((sum) => judge([sum])),
    passage,
    leastFlowMs / periodMs,
  );
  return last && !isMeant
    ? { verdict: 'stopped', direction: passage, since: last.at + periodMs, left: lesserOf(recent, periodMs) }
    : { verdict: 'one-way', direction: passage, since: sums[0]?.at ?? end };
};

/** Both ways within a minute or two may be the end of the one and the beginning of the other. */
const isMixed = (each: readonly Passage[], least: number): boolean =>
  each.filter((passage) => passage === 'flows').length < least &&
  each.some((passage) => passage !== 'flows' && passage !== 'quiet');

export type Passage = OneWayDirection | 'flows' | 'quiet';

/** Bytes a minute, the way that less passes. */
const lesserOf = (sums: readonly Sum[], periodMs: number): number => {
  const bytes = (of: 'inBytes' | 'outBytes') => sums.reduce((total, sum) => total + sum[of], 0);
  return Math.round(
    (Math.min(bytes('inBytes'), bytes('outBytes')) * minutesMs(1)) / (sums.length * periodMs),
  );
};

const passageOf = (sums: readonly Sum[], periodMs: number, backgroundPerMinute: number): Passage => {
  const minutes = (sums.length * periodMs) / minutesMs(1);
  const inBytes = sums.reduce((total, sum) => total + sum.inBytes, 0);
  const outBytes = sums.reduce((total, sum) => total + sum.outBytes, 0);
  const [less, more] = inBytes < outBytes ? [inBytes, outBytes] : [outBytes, inBytes];
  if (more < minutes * leastBytesPerMinute) return 'quiet';
  if (less > minutes * backgroundPerMinute) return 'flows';
  if (less >= leastAnswer * more) return more > minutes * backgroundPerMinute ? 'flows' : 'quiet';
  return inBytes < outBytes ? 'nothing-comes-back' : 'nothing-sent-back';
};

/** A tunnel that is down carries nothing, whether or not CloudWatch says so; of one that is up a missing value is not known. */
const sumsOf = (tunnels: readonly TunnelPoints[]): readonly Sum[] => {
  const times = [...new Set(tunnels.flatMap(({ points }) => points.map(({ at }) => at)))].sort(
    (one, other) => one - other,
  );
  const byTime = tunnels.map(({ isUp, points }) => ({ isUp, at: new Map(points.map((p) => [p.at, p])) }));
  return times.flatMap((at): readonly Sum[] => {
    const values = byTime.map((tunnel) => {
      const { inBytes, outBytes } = tunnel.at.get(at) ?? {};
      if (inBytes !== undefined && outBytes !== undefined) return { inBytes, outBytes };
      return tunnel.isUp ? undefined : { inBytes: 0, outBytes: 0 };
    });
    if (values.some((value) => value === undefined)) return [];
    return [
      {
        at,
        inBytes: values.reduce((total, value) => total + (value?.inBytes ?? 0), 0),
        outBytes: values.reduce((total, value) => total + (value?.outBytes ?? 0), 0),
      },
    ];
  });
};

/** A minute, or five where CloudWatch has no more. */
const periodOf = (tunnels: readonly TunnelPoints[]): number => {
  const gaps = tunnels.flatMap(({ points }) =>
    points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? at)),
  );
  return Math.max(minutesMs(1), Math.min(minutesMs(5), ...gaps.filter((gap) => gap > 0)));
};

/** What is remembered of a connection after a look at its traffic: that it has stopped lasts until it is seen to pass again. */
export const followTraffic = (
  known: StoppedTraffic | undefined,
  verdict: TrafficVerdict,
): StoppedTraffic | undefined => {
  if (verdict.verdict === 'flows') return isAsLeft(known, verdict.least) ? known : undefined;
  const isOneWay = verdict.verdict === 'stopped' || verdict.verdict === 'one-way';
  if (known) return isOneWay ? { ...known, direction: verdict.direction } : known;
  return verdict.verdict === 'stopped' ? stoppedBy(verdict) : undefined;
};

const stoppedBy = ({ direction, since, left }: StoppedTraffic): StoppedTraffic => ({
  direction,
  since,
  ...(left === undefined ? {} : { left }),
});

/** Beside little that is sent, keep-alives look like answers: they were there when it stopped. */
const isAsLeft = (known: StoppedTraffic | undefined, least: number | undefined): boolean =>
  known?.left !== undefined && least !== undefined && least <= 2 * known.left;
