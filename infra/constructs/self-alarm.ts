import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type CreateAlarmOptions,
  type IAlarmAction,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { selfAlarmPrefix } from '../../shared/contracts/alarm-name.ts';
import type { AlarmEntry } from './alarm-registry.ts';

export type Condition = Pick<CreateAlarmOptions, 'threshold' | 'evaluationPeriods' | 'datapointsToAlarm'> &
  Partial<Pick<CreateAlarmOptions, 'comparisonOperator' | 'treatMissingData'>>;

export const oneOrMore: Condition = { threshold: 1, evaluationPeriods: 1 };

export interface SelfAlarmProps {
  readonly entry: AlarmEntry;
  readonly metric: Metric;
  readonly condition: Condition;
  readonly actions: readonly IAlarmAction[];
  /**
   * Where people read the runbook.
   * @default the path in this repository
   */
  readonly runbookUrl: string | undefined;
  /** Tells apart alarms that share an article. */
  readonly part?: string | undefined;
}

/** An alarm about Tunnelkeeper itself. */
export const selfAlarm = (scope: Construct, id: string, props: SelfAlarmProps): Alarm => {
  const { article, severity, meaning } = props.entry;
  const alarm = new Alarm(scope, id, {
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    // An idle queue or function sends no metric.
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...props.condition,
    metric: props.metric,
    alarmName: `${selfAlarmPrefix}${props.part === undefined ? article : `${article}/${props.part}`}`,
    alarmDescription: `[${severity}] ${meaning} Runbook: ${props.runbookUrl ?? 'docs/runbook.md'}#${article}`,
  });
  alarm.addAlarmAction(...props.actions);
  return alarm;
};

/** How many messages wait in a queue: the measure of a dead-letter queue. */
export const messagesIn = (queue: IQueue): Metric =>
  queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' });
