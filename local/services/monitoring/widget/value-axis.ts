/** How values stand on an axis. */
export interface ValueAxis {
  readonly min: number;
  readonly max: number;
  /** Where it is written what the value is. */
  readonly ticks: readonly number[];
}

interface Limits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

const wantedTicks = 5;
/** Differences of what is larger than this would be no numbers any more. */
const largest = 1e300;

/** An axis that shows all values, and zero, unless its limits say otherwise. */
export const valueAxis = (values: Iterable<number>, limits: Limits = {}): ValueAxis => {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [lowest, highest] = [Math.min(lowest, value), Math.max(highest, value)];
  const hasValues = lowest <= highest;
  const min = bounded(limits.min ?? Math.min(0, hasValues ? lowest : 0));
  const reached = bounded(limits.max ?? (hasValues ? highest : min + 1));
  const to = reached > min ? reached : min + Math.max(1, Math.abs(min) * 0.1);
  const step = roundStep((to - min) / wantedTicks);
  const max = limits.max === undefined ? Math.ceil(to / step) * step : to;
  return { min, max, ticks: ticksFrom(min, max, step) };
};

const bounded = (value: number): number => Math.min(largest, Math.max(-largest, value));

/** 1, 2 or 5 of the next power of ten. */
const roundStep = (rough: number): number => {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5].find((each) => each * power >= rough) ?? 10;
  return factor * power || Number.MIN_VALUE;
};

const ticksFrom = (min: number, max: number, step: number): readonly number[] => {
  const first = Math.ceil(min / step - 1e-9) * step;
  return Array.from({ length: 2 * wantedTicks + 1 }, (_, index) => first + index * step).filter(
    (tick) => tick <= max + step * 1e-9,
  );
};

const units: readonly (readonly [size: number, sign: string])[] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** `25M`, `0.5`: three digits at most. */
export const compact = (value: number): string => {
  const [size, sign] = units.find(([unit]) => Math.abs(value) >= unit) ?? [1, ''];
  return `${Number((value / size).toPrecision(3))}${sign}`;
};
