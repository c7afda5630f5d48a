import type { EpochMs } from '../../../contract.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import { aggregate, minuteOf, type Series } from '../metrics/series.ts';
import { readStatistic } from '../metrics/statistic.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import { type Datapoint, evaluate, extraPeriods } from './evaluate.ts';
import { type Evaluated, reasonDataFor, reasonFor } from './reason.ts';

/** The new state of an alarm at this minute, or undefined when it stays as it is. */
export const evaluateNow = (alarm: Alarm, store: MetricStore, now: EpochMs): AlarmState | undefined => {
  const { definition } = alarm;
  alarm.series ??= store.find(alarm.region, definition.metric.metric);
  const { series } = alarm;
  const range = rangeOf(alarm, now);
  if (alarm.settledOn !== undefined && alarm.settledOn === settlement(series, range)) return undefined;
  const datapoints = read(alarm, series, range);
  const value = evaluate(datapoints, definition);
  alarm.settledOn = settlement(series, range);
  if (value === undefined || value === alarm.state.value) return undefined;
  const evaluated: Evaluated = { datapoints, startsAt: range.fromMinute * 60_000 };
  return {
    value,
    reason: reasonFor(definition, evaluated, alarm.state.value, value),
    reasonData: reasonDataFor(definition, evaluated, now),
    at: now,
  };
};

interface Range {
  readonly fromMinute: number;
  readonly endMinute: number;
}

/** The periods end with the last full minute and slide with it. */
const rangeOf = ({ definition }: Alarm, now: EpochMs): Range => {
  const endMinute = minuteOf(now);
  const periods = definition.evaluationPeriods + extraPeriods;
  return { fromMinute: endMinute - periods * definition.metric.periodMinutes, endMinute };
};

/** What lies unchanged under the whole range: one run, or nothing at all. */
const settlement = (series: Series | undefined, { fromMinute, endMinute }: Range): Alarm['settledOn'] => {
  const last = series?.runs.at(-1);
  if (!last || last.toMinute < fromMinute) return 'no data';
  return last.fromMinute <= fromMinute && last.toMinute >= endMinute - 1 ? last : undefined;
};

const read = ({ definition }: Alarm, series: Series | undefined, range: Range): readonly Datapoint[] => {
  const { periodMinutes, statistic, condition } = definition.metric;
  const datapoints: Datapoint[] = [];
  for (let from = range.fromMinute; from < range.endMinute; from += periodMinutes) {
    const statistics = series && aggregate(series, from, from + periodMinutes);
    const value = statistics && readStatistic(statistic, statistics);
    datapoints.push(value === undefined || !condition ? value : condition.apply(value));
  }
  return datapoints;
};
