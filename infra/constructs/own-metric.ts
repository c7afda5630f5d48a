import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  MetricDimension,
  type MetricName,
  metricNamespace,
  metricService,
} from '../../shared/contracts/own-metrics.ts';

export interface OwnMetricProps {
  readonly name: MetricName;
  readonly statistic: string;
  readonly outcome?: string;
  /** @default one minute */
  readonly period?: Duration;
  readonly label?: string;
}

/** A metric that the functions write. */
export const ownMetric = ({ name, statistic, outcome, period, label }: OwnMetricProps): Metric =>
  new Metric({
    namespace: metricNamespace,
    metricName: name,
    dimensionsMap: {
      [MetricDimension.service]: metricService,
      ...(outcome !== undefined && { [MetricDimension.outcome]: outcome }),
    },
    statistic,
    period: period ?? Duration.minutes(1),
    ...(label !== undefined && { label }),
  });
