import type { MetricDataQuery, MetricStat, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { ServiceError } from '../../../contract.ts';
import { derivedUuid } from '../../../world/derived.ts';
import { dimensionsFrom } from '../metrics/dimensions.ts';
import type { MetricId } from '../metrics/metric-store.ts';
import { parsePeriodMinutes, parseStatistic, type Statistic } from '../metrics/statistic.ts';
import { type Condition, parseCondition } from './condition.ts';

/** The one metric that an alarm watches, as it is or through one `IF` expression. */
export interface AlarmMetric {
  /** The id of its query, as events repeat it. */
  readonly id: string;
  readonly metric: MetricId;
  readonly statistic: Statistic;
  readonly periodMinutes: number;
  readonly condition: Condition | undefined;
}

export const parseAlarmMetric = (input: PutMetricAlarmInput): AlarmMetric =>
  input.Metrics === undefined
    ? parseSingle(derivedUuid('alarm metric', input.AlarmName ?? ''), {
        Metric: { Namespace: input.Namespace, MetricName: input.MetricName, Dimensions: input.Dimensions },
        Period: input.Period,
        Stat: input.Statistic,
      })
    : parseQueries(input.Metrics);

const parseQueries = (queries: readonly MetricDataQuery[]): AlarmMetric => {
  const metrics = queries.filter((query) => query.MetricStat !== undefined);
  const expressions = queries.filter((query) => query.Expression !== undefined);
  const [metric] = metrics;
  const [expression] = expressions;
  if (metrics.length !== 1 || !metric?.MetricStat || expressions.length > 1) throw tooMuchMath(queries);
  const single = parseSingle(metric.Id ?? '', metric.MetricStat);
  if (!expression) return single;
  const condition = parseCondition(expression.Expression ?? '', single.id);
  if (!condition) throw tooMuchMath(queries);
  return { ...single, condition };
};

const parseSingle = (id: string, { Metric, Period, Stat }: MetricStat): AlarmMetric => {
  if (!Metric?.Namespace || !Metric.MetricName) {
    throw new ServiceError('ValidationError', 'The parameters MetricName and Namespace are required.');
  }
  return {
    id,
    metric: {
      namespace: Metric.Namespace,
      metricName: Metric.MetricName,
      dimensions: dimensionsFrom(Metric.Dimensions),
    },
    statistic: parseStatistic(Stat, 'Statistic'),
    periodMinutes: parsePeriodMinutes(Period, 'Period'),
    condition: undefined,
  };
};

const tooMuchMath = (queries: readonly MetricDataQuery[]): ServiceError =>
  new ServiceError(
    'ValidationError',
    `The local account models alarms on one metric, or on one metric through IF(metric < number, value, value); received ${JSON.stringify(queries.map(({ Id, Expression }) => ({ Id, Expression })))}`,
  );
