import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type AlarmKey, alarmRegistry, pascalCase, selfAlarmPrefix } from './alarm-registry.ts';

export interface SelfAlarmsProps {
  /** The dead-letter queue that each alarm watches. */
  readonly queues: Readonly<Record<AlarmKey, Queue>>;
  readonly actions: readonly IAlarmAction[];
  /**
   * Where people read the runbook.
   * @default the path in this repository
   */
  readonly runbookUrl?: string | undefined;
}

/** Alarms about Tunnelkeeper itself: one for each dead-letter queue, which fires as soon as the queue holds a message. */
export class SelfAlarms extends Construct {
  constructor(scope: Construct, id: string, { queues, actions, runbookUrl }: SelfAlarmsProps) {
    super(scope, id);
    for (const key of Object.keys(alarmRegistry) as AlarmKey[]) {
      const { article, severity, meaning } = alarmRegistry[key];
      const alarm = new Alarm(this, pascalCase(key), {
        alarmName: `${selfAlarmPrefix}${article}`,
        alarmDescription: `[${severity}] ${meaning} Runbook: ${runbookUrl ?? 'docs/runbook.md'}#${article}`,
        metric: queues[key].metricApproximateNumberOfMessagesVisible({
          period: Duration.minutes(1),
          statistic: 'Maximum',
        }),
        threshold: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: 1,
        // An idle queue sends no metric.
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(...actions);
    }
  }
}
