import type { EpochMs } from '../../../contract.ts';

export interface TimeTick {
  readonly at: EpochMs;
  readonly label: string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 90, 180, 365, 3_650, 36_500].map((count) => count * day),
];

/** Round times of the span, in its time zone, at most so many. */
export const timeTicks = (
  from: EpochMs,
  to: EpochMs,
  atMost: number,
  offsetMs: number,
): readonly TimeTick[] => {
  if (atMost < 1) return [];
  const step = steps.find((each) => (to - from) / each <= atMost) ?? (to - from) / atMost;
  const ticks: TimeTick[] = [];
  for (let local = Math.ceil((from + offsetMs) / step) * step; local <= to + offsetMs; local += step) {
    ticks.push({ at: local - offsetMs, label: labelOf(local, step) });
  }
  return ticks;
};

const labelOf = (local: number, step: number): string => {
  const iso = Math.abs(local) < 8.64e15 ? new Date(local).toISOString() : '';
  return step < day && local % day !== 0 ? iso.slice(11, 16) : iso.slice(5, 10);
};
