import { MetricUnit, Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import {
  type Measurement,
  MetricDimension,
  metricNamespace,
  metricService,
} from '../contracts/own-metrics.ts';
import type { OwnMetrics } from '../ports/shell.ts';

/** What a function's shell needs to publish what was measured. */
export interface Measured {
  readonly ownMetrics: OwnMetrics;
}

/** Writes metrics into the function's log, from where CloudWatch takes them: no call, no waiting. */
export const createOwnMetrics = (): OwnMetrics => {
  const metrics = new PowertoolsMetrics({ namespace: metricNamespace, serviceName: metricService });
  return {
    record: (measurement) => add(metrics, measurement),
    publish: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
};

const add = (metrics: PowertoolsMetrics, measurement: Measurement): void => {
  if ('outcome' in measurement) {
    metrics
      .singleMetric()
      .addDimension(MetricDimension.outcome, measurement.outcome)
      .addMetric(
        measurement.name,
        MetricUnit.Count,
        measurement.name === 'Deliveries' ? (measurement.count ?? 1) : 1,
      );
  } else if ('durationMs' in measurement) {
    metrics.addMetric(measurement.name, MetricUnit.Milliseconds, measurement.durationMs);
  } else metrics.addMetric(measurement.name, MetricUnit.Count, measurement.count);
};

/** Publishes what a handler has measured, whether it ends well or not. */
export const withOwnMetrics =
  <Event, Context, Result>(
    metrics: OwnMetrics,
    handler: (event: Event, context: Context) => Promise<Result>,
  ): ((event: Event, context: Context) => Promise<Result>) =>
  async (event, context) => {
    try {
      return await handler(event, context);
    } finally {
      metrics.publish();
    }
  };
