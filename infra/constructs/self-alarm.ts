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
import type { Config } from '../../shared/config/config-schema.ts';
import {
  type SelfAlarmArticle,
  selfAlarmName,
  selfAlarmSeverity,
} from '../../shared/contracts/self-alarm.ts';
import { own as english } from '../../shared/words/english/message/own.ts';
import { own as korean } from '../../shared/words/korean/message/own.ts';

export type Condition = Pick<CreateAlarmOptions, 'threshold' | 'evaluationPeriods' | 'datapointsToAlarm'> &
  Partial<Pick<CreateAlarmOptions, 'comparisonOperator' | 'treatMissingData'>>;

export const oneOrMore: Condition = { threshold: 1, evaluationPeriods: 1 };

export interface AlarmText {
  readonly language: Config['language'];
  /** Where people read the runbook. Absent: the description names the page, without a link. */
  readonly runbookUrl?: string | undefined;
}

export interface SelfAlarmProps {
  readonly article: SelfAlarmArticle;
  readonly metric: Metric;
  readonly condition: Condition;
  readonly actions: readonly IAlarmAction[];
  /** What tells people that it is over. An alarm does this too when it gets its first data, so no inbox is among them. */
  readonly endActions: readonly IAlarmAction[];
  /** Whether silence of the metric is itself the fault. */
  readonly onSilence?: boolean;
  readonly text: AlarmText;
  /** Tells apart alarms that share an article. */
  readonly part?: string | undefined;
}

const meaningIn = { en: english.alarm.meaning, ko: korean.alarm.meaning };

/** An alarm about Tunnelkeeper itself. Its description is all that an inbox gets to read, so it is whole sentences. */
export const selfAlarm = (scope: Construct, id: string, props: SelfAlarmProps): Alarm => {
  const { article, text } = props;
  const alarm = new Alarm(scope, id, {
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    // An idle queue or function sends no metric.
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...props.condition,
    metric: props.metric,
    alarmName: selfAlarmName(article, props.part),
    alarmDescription: `[${selfAlarmSeverity[article]}] ${meaningIn[text.language][article]} Runbook: ${text.runbookUrl ?? 'docs/runbook.md'}#${article}`,
  });
  alarm.addAlarmAction(...props.actions);
  if (props.onSilence) alarm.addInsufficientDataAction(...props.actions);
  alarm.addOkAction(...props.endActions);
  return alarm;
};

/** How many messages lie in a queue: the measure of a dead-letter queue. */
export const messagesIn = (queue: IQueue): Metric =>
  queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' });
