import { leastAnswer } from '../data-path/traffic.ts';
import { type EpochMs, minutesMs } from '../time.ts';
import type { Takeover } from './diagnosis-words.ts';
import type { TrafficPoint } from './evidence.ts';

/** A tunnel that is down still counts some bytes: AWS's status checks, ARP, BGP. More than this a minute is traffic. */
export const trafficBytesPerMinute = 1_000;

const beforeFallMs = minutesMs(15);

type Points = readonly TrafficPoint[];

/** How far apart the values lie: a minute, or five where CloudWatch has no more. */
export const periodMsOf = (points: Points): number => {
  const times = measured(points).map((point) => point.at);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  return Math.min(Math.max(Math.min(minutesMs(5), ...gaps), minutesMs(1)), minutesMs(5));
};

/** Bytes a minute, both ways; undefined where CloudWatch has nothing of that time. */
export const bytesPerMinute = (points: Points, from: EpochMs, to: EpochMs): number | undefined => {
  const within = measured(points).filter((point) => point.at >= from && point.at < to);
  if (within.length === 0) return undefined;
  const bytes = within.reduce((sum, point) => sum + bytesOf(point), 0);
  return (bytes * minutesMs(1)) / (within.length * periodMsOf(points));
};

/** Before a fall: until when there was traffic and how much; or for how many whole hours there has been none. */
export type LastTraffic =
  | { readonly until: EpochMs; readonly bytesPerMinute: number }
  | { readonly noneForHours: number };

export const lastTraffic = (points: Points, fellAt: EpochMs): LastTraffic | undefined => {
  const before = measured(points).filter((point) => point.at < fellAt);
  const periodMs = periodMsOf(points);
  const last = before.findLast((point) => (bytesOf(point) * minutesMs(1)) / periodMs > trafficBytesPerMinute);
  if (last) {
    const until = Math.min(last.at + periodMs, fellAt);
    return { until, bytesPerMinute: bytesPerMinute(points, until - beforeFallMs, until) ?? 0 };
  }
  const noneForHours = Math.floor((fellAt - (before[0]?.at ?? fellAt)) / minutesMs(60));
  return noneForHours >= 1 ? { noneForHours } : undefined;
};

export interface TakenOver {
  readonly takeover: Takeover;
  /** What the fallen tunnel carried. */
  readonly bytesPerMinute: number;
}

/** At least this much of what the other tunnel has carried since the fall must be known to judge it. */
const shortestLookMs = minutesMs(3);

/** Whether the other tunnel carries what both carried before; undefined where there was nothing to carry, or it is not known. */
export const takeoverOf = (fallen: Points, peer: Points, fellAt: EpochMs): TakenOver | undefined => {
  const carried = bytesPerMinute(fallen, fellAt - beforeFallMs, fellAt);
  if (carried === undefined || carried <= trafficBytesPerMinute) return undefined;
  const from = fellAt + minutesMs(1);
  const to = from + beforeFallMs;
  const known = measured(peer).filter((point) => point.at >= from && point.at < to);
  if (known.length * periodMsOf(peer) < shortestLookMs) return undefined;
  const now = bytesPerMinute(peer, from, to) ?? 0;
  const back = bytesPerMinute(
    peer.map((point) => ({ ...point, outBytes: point.inBytes === undefined ? undefined : 0 })),
    from,
    to,
  );
  const both = carried + (bytesPerMinute(peer, fellAt - beforeFallMs, fellAt) ?? 0);
  if (now <= trafficBytesPerMinute) return { takeover: 'no-traffic', bytesPerMinute: carried };
  if (back !== undefined && back <= trafficBytesPerMinute && back < now * leastAnswer) {
    return { takeover: 'nothing-back', bytesPerMinute: carried };
  }
  return { takeover: now < both / 2 ? 'partly' : 'took-over', bytesPerMinute: carried };
};

/** `340 kB`, `1.2 MB`: two digits that count, so that a value that settles does not read as another one. */
export const bytesInWords = (bytes: number): string => {
  const rounded = Number(Math.max(0, bytes).toPrecision(2));
  const [size, unit] = units.find(([least]) => rounded >= least) ?? [1, 'B'];
  return `${Number((rounded / size).toPrecision(2))} ${unit}`;
};

const units: readonly (readonly [number, string])[] = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
];

const measured = (points: Points): Points =>
  points.filter((point) => point.inBytes !== undefined || point.outBytes !== undefined);

const bytesOf = (point: TrafficPoint): number => (point.inBytes ?? 0) + (point.outBytes ?? 0);
