import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { EpochMs } from '../../../contract.ts';
import type { Run, Series } from '../metrics/series.ts';
import type { AlarmMetric } from './alarm-metric.ts';

export type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

export type Comparison =
  | 'GreaterThanOrEqualToThreshold'
  | 'GreaterThanThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';

/** A metric alarm's configuration, checked. */
export interface AlarmDefinition {
  readonly name: string;
  readonly metric: AlarmMetric;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly missingData: MissingData;
  /** As it was put: what `DescribeAlarms` repeats. */
  readonly input: PutMetricAlarmInput;
}

export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  readonly reasonData?: string | undefined;
  readonly at: EpochMs;
}

export interface Alarm {
  readonly region: string;
  readonly arn: string;
  readonly tags: Map<string, string>;
  definition: AlarmDefinition;
  configuredAt: EpochMs;
  /** Not evaluated before. */
  evaluatedFrom: EpochMs;
  state: AlarmState;
  /** The metric's data, once there is any. */
  series: Series | undefined;
  /** The data from which every further evaluation would give the present state again. */
  settledOn: Run | 'no data' | undefined;
}
