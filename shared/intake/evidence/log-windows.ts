import { type EpochMs, minutesMs } from '../../domain/time.ts';

export interface TimeWindow {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const aroundMs = minutesMs(15);

/** When the logs may tell something: around each fall, and lately. What overlaps is one. */
export const logWindows = (falls: readonly EpochMs[], now: EpochMs): readonly TimeWindow[] =>
  [...falls, now]
    .map((at) => ({ from: at - aroundMs, to: Math.min(at + aroundMs, now) }))
    .toSorted((one, other) => one.from - other.from)
    .reduce<readonly TimeWindow[]>(merge, []);

const merge = (merged: readonly TimeWindow[], next: TimeWindow): readonly TimeWindow[] => {
  const last = merged.at(-1);
  return last && next.from <= last.to
    ? [...merged.slice(0, -1), { from: last.from, to: Math.max(last.to, next.to) }]
    : [...merged, next];
};
