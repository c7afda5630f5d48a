import type { ListMetricsInput, ListMetricsOutput } from '@aws-sdk/client-cloudwatch';
import type { Clock, Operation } from '../../../contract.ts';
import { pageOf } from '../page.ts';
import { dimensionList } from './dimensions.ts';
import type { MetricStore } from './metric-store.ts';
import { minuteOf, type Series } from './series.ts';

const pageSize = 500;
const twoWeeksInMinutes = 14 * 1_440;
const threeHoursInMinutes = 180;

/** Lists what had data in the last two weeks, in a fixed order. */
export const listMetrics =
  (store: MetricStore, clock: Clock): Operation<ListMetricsInput, ListMetricsOutput> =>
  (input, { region }) => {
    const span = input.RecentlyActive === 'PT3H' ? threeHoursInMinutes : twoWeeksInMinutes;
    const since = minuteOf(clock.now()) - span;
    const matching = [...store.list(region)].filter(
      (series) => (series.runs.at(-1)?.toMinute ?? 0) >= since && matches(series, input),
    );
    const { items, nextToken } = pageOf(matching, pageSize, input.NextToken);
    return {
      Metrics: items.map(({ namespace, metricName, dimensions }) => ({
        Namespace: namespace,
        MetricName: metricName,
        Dimensions: dimensionList(dimensions),
      })),
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
    };
  };

/** A dimension filter without a value asks only that the metric has the dimension. */
const matches = (series: Series, { Namespace, MetricName, Dimensions }: ListMetricsInput): boolean =>
  (Namespace === undefined || Namespace === series.namespace) &&
  (MetricName === undefined || MetricName === series.metricName) &&
  (Dimensions ?? []).every(({ Name = '', Value }) => {
    const value = series.dimensions[Name];
    return value !== undefined && (Value === undefined || Value === value);
  });
