import type { GetMetricDataInput, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { fromDimensions } from '../../shared/aws/cloudwatch/dimensions.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Operations } from './aws-double.ts';

export interface MetricsWorld {
  /** By `seriesKey`. */
  readonly series: Map<string, Map<EpochMs, number>>;
  /** The values of every query are spread over so many pages. */
  pages: number;
  statusCode: 'Complete' | 'InternalError' | 'Forbidden';
}

export const createMetricsWorld = (): MetricsWorld => ({
  series: new Map(),
  pages: 1,
  statusCode: 'Complete',
});

export const seriesKey = (metric: string, dimensions: Readonly<Record<string, string>>): string =>
  JSON.stringify([metric, Object.entries(dimensions).sort()]);

export const metricsOperations = (world: MetricsWorld): Operations => ({
  GetMetricData: (input: GetMetricDataInput) => {
    const page = Number(input.NextToken ?? 0);
    const isLast = page === world.pages - 1;
    return {
      MetricDataResults: (input.MetricDataQueries ?? []).map((query) => {
        const values = valuesOf(world, query, input).filter((_, index) => index % world.pages === page);
        return {
          Id: query.Id,
          StatusCode: isLast ? world.statusCode : 'PartialData',
          Timestamps: values.map(([at]) => new Date(at)),
          Values: values.map(([, value]) => value),
        };
      }),
      NextToken: isLast ? undefined : String(page + 1),
    };
  },
});

/** The latest first, as CloudWatch answers unless it is asked otherwise. */
const valuesOf = (world: MetricsWorld, query: MetricDataQuery, input: GetMetricDataInput) => {
  const { MetricName: name = '', Dimensions: dimensions } = query.MetricStat?.Metric ?? {};
  return [...(world.series.get(seriesKey(name, fromDimensions(dimensions))) ?? [])]
    .filter(([at]) => at >= Number(input.StartTime) && at < Number(input.EndTime))
    .sort(([one], [other]) => other - one);
};
