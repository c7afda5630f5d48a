import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { type Operation, ServiceError } from '../../../contract.ts';
import { dimensionsFrom } from './dimensions.ts';
import type { MetricStore } from './metric-store.ts';
import { aggregate, minuteOf, type Series } from './series.ts';
import { parsePeriodMinutes, parseStatistic, readStatistic } from './statistic.ts';

const maximumQueries = 500;
const maximumDatapoints = 100_800;

/** Pages split the list of queries, each result whole (AWS may also split within a result). */
export const getMetricData =
  (store: MetricStore): Operation<GetMetricDataInput, GetMetricDataOutput> =>
  (input, { region }) => {
    const queries = input.MetricDataQueries ?? [];
    assertQueries(queries);
    const results = queries
      .filter((query) => query.ReturnData !== false)
      .map((query) => resultOf(query, input, (series) => store.find(region, series)));
    return pageByDatapoints(results, input.MaxDatapoints ?? maximumDatapoints, input.NextToken);
  };

const assertQueries = (queries: readonly MetricDataQuery[]): void => {
  if (queries.length > maximumQueries) {
    throw new ServiceError(
      'ValidationError',
      `The collection MetricDataQueries must not have a size greater than ${maximumQueries}.`,
    );
  }
  const expression = queries.find((query) => query.Expression !== undefined);
  if (expression) {
    throw new ServiceError(
      'ValidationError',
      `The local account does not model expressions in GetMetricData (${expression.Id}: ${expression.Expression})`,
    );
  }
};

type FindSeries = (id: Pick<Series, 'namespace' | 'metricName' | 'dimensions'>) => Series | undefined;

const resultOf = (query: MetricDataQuery, input: GetMetricDataInput, find: FindSeries): MetricDataResult => {
  const { Metric, Period, Stat } = query.MetricStat ?? {};
  const statistic = parseStatistic(Stat, 'MetricStat.Stat');
  const period = parsePeriodMinutes(Period ?? query.Period, 'MetricStat.Period');
  const series = find({
    namespace: Metric?.Namespace ?? '',
    metricName: Metric?.MetricName ?? '',
    dimensions: dimensionsFrom(Metric?.Dimensions),
  });
  const points = series ? datapointsOf(series, input.StartTime, input.EndTime, period) : [];
  if (input.ScanBy !== 'TimestampAscending') points.reverse();
  return {
    Id: query.Id,
    Label: query.Label ?? Metric?.MetricName,
    StatusCode: 'Complete',
    Timestamps: points.map(({ at }) => new Date(at)),
    Values: points.map(({ statistics }) => readStatistic(statistic, statistics)),
  };
};

/** The periods of a span in which something was put, oldest first; they begin at multiples of the period. */
export const datapointsOf = (
  series: Series,
  startTime: Date | undefined,
  endTime: Date | undefined,
  periodMinutes: number,
) => {
  const start = minuteOf(Number(startTime));
  const end = Math.ceil(Number(endTime) / 60_000);
  if (!(start < end)) {
    throw new ServiceError(
      'ValidationError',
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  }
  const points = [];
  for (let from = start - (start % periodMinutes); from < end; from += periodMinutes) {
    const statistics = aggregate(series, from, from + periodMinutes);
    if (statistics) points.push({ at: from * 60_000, statistics });
  }
  return points;
};

const pageByDatapoints = (
  results: readonly MetricDataResult[],
  maximum: number,
  token: string | undefined,
): GetMetricDataOutput => {
  const from = token === undefined ? 0 : Number(token);
  let end = from;
  let datapoints = 0;
  while (end < results.length) {
    datapoints += results[end]?.Values?.length ?? 0;
    if (datapoints > maximum && end > from) break;
    end += 1;
  }
  return {
    MetricDataResults: results.slice(from, end),
    Messages: [],
    ...(end < results.length ? { NextToken: String(end) } : {}),
  };
};
