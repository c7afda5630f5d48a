import type {
  Datapoint,
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput,
} from '@aws-sdk/client-cloudwatch';
import { type Operation, ServiceError } from '../../../contract.ts';
import { dimensionsFrom } from './dimensions.ts';
import { datapointsOf } from './get-metric-data.ts';
import type { MetricStore } from './metric-store.ts';
import type { MinuteStatistics } from './series.ts';
import { parsePeriodMinutes, parseStatistic, readStatistic, type Statistic } from './statistic.ts';

const maximumDatapoints = 1_440;

export const getMetricStatistics =
  (store: MetricStore): Operation<GetMetricStatisticsInput, GetMetricStatisticsOutput> =>
  (input, { region }) => {
    const names = (input.Statistics ?? []).map((name) => parseStatistic(name, 'Statistics'));
    const period = parsePeriodMinutes(input.Period, 'Period');
    const series = store.find(region, {
      namespace: input.Namespace ?? '',
      metricName: input.MetricName ?? '',
      dimensions: dimensionsFrom(input.Dimensions),
    });
    const points = series ? datapointsOf(series, input.StartTime, input.EndTime, period) : [];
    if (points.length > maximumDatapoints) {
      throw new ServiceError(
        'InvalidParameterCombination',
        `You have requested up to ${points.length} datapoints, which exceeds the limit of ${maximumDatapoints}.`,
      );
    }
    return {
      Label: input.MetricName,
      Datapoints: points.map(({ at, statistics }) => datapoint(at, statistics, names, series?.unit)),
    };
  };

const datapoint = (
  at: number,
  statistics: MinuteStatistics,
  names: readonly Statistic[],
  unit: string | undefined,
): Datapoint => ({
  Timestamp: new Date(at),
  ...Object.fromEntries(names.map((name) => [name, readStatistic(name, statistics)])),
  Unit: (unit ?? 'None') as Datapoint['Unit'],
});
