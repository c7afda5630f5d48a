import type { EpochMs } from '../contract.ts';

/** One value of a metric, as CloudWatch would receive it. */
export interface MetricSample {
  readonly region: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Record<string, string>;
  readonly value: number;
  readonly unit?: string;
  readonly at: EpochMs;
}

/** Takes the metrics that the account's own services publish (`AWS/SQS`, `AWS/Lambda`, embedded metrics of log lines). */
export interface MetricSink {
  put(sample: MetricSample): void;
}
