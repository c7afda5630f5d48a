import type { EpochMs } from '../../../contract.ts';

/** What was put for one minute. */
export interface MinuteStatistics {
  readonly sampleCount: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Consecutive minutes for which the same was put: a quiet metric takes one run, however long it lasts. */
export interface Run extends MinuteStatistics {
  /** Minutes since 1970. */
  readonly fromMinute: number;
  /** Inclusive. */
  toMinute: number;
}

export interface Series {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: string | undefined;
  /** In order of time, without overlap. */
  readonly runs: Run[];
}

export const minuteOf = (at: EpochMs): number => Math.floor(at / 60_000);

/** Adds one value to the minute in which it was measured. */
export const addValue = ({ runs }: Series, at: EpochMs, value: number): void => {
  const minute = minuteOf(at);
  const last = runs.at(-1);
  if (last && minute === last.toMinute + 1 && last.sampleCount === 1 && last.sum === value) {
    last.toMinute = minute;
    return;
  }
  const one = { sampleCount: 1, sum: value, minimum: value, maximum: value };
  if (!last || minute > last.toMinute) {
    runs.push({ fromMinute: minute, toMinute: minute, ...one });
    return;
  }
  insert(runs, minute, one);
  joinLast(runs);
};

/** Declares one value for each minute of a span. */
export const addSpan = ({ runs }: Series, from: EpochMs, to: EpochMs, value: number): void => {
  const span = { fromMinute: minuteOf(from), toMinute: minuteOf(to) };
  const one = { sampleCount: 1, sum: value, minimum: value, maximum: value };
  const last = runs.at(-1);
  if (!last || span.fromMinute > last.toMinute) runs.push({ ...span, ...one });
  else if (span.fromMinute === last.fromMinute && span.toMinute === last.toMinute) {
    runs.splice(-1, 1, { ...span, ...merge(last, one) });
  } else throw new Error('A span must be later than what was put before, or cover the same minutes');
};

/** The last minute becomes part of the run before it once both are the same. */
const joinLast = (runs: Run[]): void => {
  const [before, last] = runs.slice(-2);
  if (!before || !last || before.toMinute + 1 !== last.fromMinute || !isSame(before, last)) return;
  before.toMinute = last.toMinute;
  runs.pop();
};

const isSame = (one: MinuteStatistics, other: MinuteStatistics): boolean =>
  one.sampleCount === other.sampleCount &&
  one.sum === other.sum &&
  one.minimum === other.minimum &&
  one.maximum === other.maximum;

const insert = (runs: Run[], minute: number, added: MinuteStatistics): void => {
  const index = runs.findLastIndex((run) => run.fromMinute <= minute);
  const run = runs[index];
  if (!run || run.toMinute < minute) {
    runs.splice(index + 1, 0, { fromMinute: minute, toMinute: minute, ...added });
    return;
  }
  const parts: Run[] = [{ ...merge(run, added), fromMinute: minute, toMinute: minute }];
  if (run.fromMinute < minute) parts.unshift({ ...run, toMinute: minute - 1 });
  if (run.toMinute > minute) parts.push({ ...run, fromMinute: minute + 1 });
  runs.splice(index, 1, ...parts);
};

const merge = (one: MinuteStatistics, other: MinuteStatistics): MinuteStatistics => ({
  sampleCount: one.sampleCount + other.sampleCount,
  sum: one.sum + other.sum,
  minimum: Math.min(one.minimum, other.minimum),
  maximum: Math.max(one.maximum, other.maximum),
});

/** The statistics of the minutes from `fromMinute` up to, without, `endMinute`; undefined where nothing was put. */
export const aggregate = (
  { runs }: Series,
  fromMinute: number,
  endMinute: number,
): MinuteStatistics | undefined => {
  let total: MinuteStatistics | undefined;
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const run = runs[index];
    if (!run || run.toMinute < fromMinute) break;
    const minutes = Math.min(run.toMinute + 1, endMinute) - Math.max(run.fromMinute, fromMinute);
    if (minutes <= 0) continue;
    const part = { ...run, sampleCount: run.sampleCount * minutes, sum: run.sum * minutes };
    total = total ? merge(total, part) : merge(part, nothing);
  }
  return total;
};

const nothing: MinuteStatistics = {
  sampleCount: 0,
  sum: 0,
  minimum: Number.POSITIVE_INFINITY,
  maximum: Number.NEGATIVE_INFINITY,
};
