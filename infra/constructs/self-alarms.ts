import { Duration } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  type IAlarmAction,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MetricName } from '../../shared/contracts/own-metrics.ts';
import { againPart, type SelfAlarmArticle, selfAlarmSeverity } from '../../shared/contracts/self-alarm.ts';
import {
  deadLetterAlarms,
  functionAlarms,
  measureAlarms,
  pascalCase,
  spokeAlarms,
  waitingAlarms,
} from './alarm-registry.ts';
import { ownMetric } from './own-metric.ts';
import {
  type AlarmText,
  type Condition,
  messagesIn,
  oneOrMore,
  type SelfAlarmProps,
  selfAlarm,
} from './self-alarm.ts';
import type { ServiceFunction } from './service-function.ts';

export interface WaitingQueue {
  readonly queue: Queue;
  /** A message that has waited for longer is too old. */
  readonly longest: Duration;
}

export interface SelfAlarmsProps {
  readonly deadLetterQueues: Readonly<Record<keyof typeof deadLetterAlarms, Queue>>;
  readonly waitingQueues: Readonly<Record<keyof typeof waitingAlarms, WaitingQueue>>;
  readonly functions: readonly ServiceFunction[];
  /** Whether other regions forward their events. */
  readonly hasSpokes: boolean;
  readonly actions: readonly IAlarmAction[];
  readonly endActions: readonly IAlarmAction[];
  readonly text: AlarmText;
}

/** Alarms about Tunnelkeeper itself. They go out over SNS, so that nobody depends on Slack to hear of them. */
export class SelfAlarms extends Construct {
  private readonly props: SelfAlarmsProps;

  constructor(scope: Construct, id: string, props: SelfAlarmsProps) {
    super(scope, id);
    this.props = props;
    this.onDeadLetters();
    this.onWaitingMessages();
    for (const fn of props.functions) this.onFunction(fn);
    this.onMeasures();
    if (props.hasSpokes) this.onSpokes();
  }

  /**
   * One lasts until the queue is empty, and CloudWatch acts on a change of state only: what comes later rings by a second alarm.
   * SQS counts for that one what a service or a function sends, not what its own redrive policy moves (docs/assumptions.md).
   */
  private onDeadLetters(): void {
    for (const [key, queue] of Object.entries(this.props.deadLetterQueues)) {
      const article = deadLetterAlarms[key as keyof typeof deadLetterAlarms];
      this.add(pascalCase(key), article, messagesIn(queue), oneOrMore);
      if (selfAlarmSeverity[article] === 'warning') continue;
      const sent = queue.metricNumberOfMessagesSent({ period: Duration.minutes(1), statistic: 'Sum' });
      this.add(`${pascalCase(key)}Again`, article, sent, oneOrMore, { part: againPart, endActions: [] });
    }
  }

  private onWaitingMessages(): void {
    for (const [key, { queue, longest }] of Object.entries(this.props.waitingQueues)) {
      const metric = queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      });
      this.add(pascalCase(key), waitingAlarms[key as keyof typeof waitingAlarms], metric, {
        threshold: longest.toSeconds(),
        evaluationPeriods: 1,
      });
    }
  }

  /**
   * A single failure is retried; what fails for good comes to a dead-letter queue, which has an alarm of its own. A function
   * that Lambda will not run shows as a missing sweep, a waiting message or a failed event.
   */
  private onFunction({ function: fn, folder }: ServiceFunction): void {
    const id = folder.split('-').map(pascalCase).join('');
    this.add(
      `FunctionErrors${id}`,
      functionAlarms.functionErrors,
      fn.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' }),
      { threshold: 3, evaluationPeriods: 1 },
      { part: folder },
    );
  }

  private onMeasures(): void {
    this.onMissingSweeps();
    this.onRefusals();
    const overdue = ownMetric({ name: MetricName.overdueAnnouncements, statistic: 'Maximum' });
    this.add('OverdueAnnouncements', measureAlarms.overdueAnnouncements, overdue, oneOrMore);
    // A restart that brings nothing is told in its incident; one that AWS refuses is ours to mend.
    const rejected = ownMetric({ name: MetricName.restarts, statistic: 'Sum', outcome: 'rejected' });
    this.add('FailingRestartsRejected', measureAlarms.failingRestarts, rejected, oneOrMore, {
      part: 'rejected',
    });
  }

  /**
   * Missing data is told as such and not as breaching: an alarm begins without data, and only one whose data has stopped
   * changes its state. So a first deployment raises none.
   */
  private onMissingSweeps(): void {
    const heartbeat = ownMetric({ name: MetricName.sweptConnections, statistic: 'SampleCount' });
    this.add(
      'NoSweep',
      measureAlarms.noSweep,
      heartbeat,
      {
        threshold: 1,
        evaluationPeriods: 5,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.MISSING,
      },
      { onSilence: true },
    );
  }

  /**
   * What is refused is tried again up to half an hour later: meanwhile nothing is measured, and the alarm stays as it is. A 0 says that
   * Slack takes what it has refused. What is refused besides rings by a second alarm.
   */
  private onRefusals(): void {
    const refused = ownMetric({ name: MetricName.deliveries, statistic: 'Minimum', outcome: 'refused' });
    const article = measureAlarms.refusedSlackMessages;
    this.add('RefusedSlackMessages', article, refused, {
      ...oneOrMore,
      treatMissingData: TreatMissingData.IGNORE,
    });
    const newly = ownMetric({ name: MetricName.deliveries, statistic: 'Sum', outcome: 'newly-refused' });
    this.add('RefusedSlackMessagesAgain', article, newly, oneOrMore, { part: againPart, endActions: [] });
  }

  /** As often as the sweep function asks the spokes, twice: a value that comes a little late is still in time. */
  private onSpokes(): void {
    const metric = ownMetric({
      name: MetricName.raisedSpokeAlarms,
      statistic: 'Maximum',
      period: Duration.minutes(30),
    });
    this.add('UnforwardedEvents', spokeAlarms.unforwardedEvents, metric, oneOrMore);
  }

  private add(
    id: string,
    article: SelfAlarmArticle,
    metric: Metric,
    condition: Condition,
    more: Partial<Pick<SelfAlarmProps, 'part' | 'endActions' | 'onSilence'>> = {},
  ): void {
    const { actions, endActions, text } = this.props;
    selfAlarm(this, id, { article, metric, condition, actions, endActions, text, ...more });
  }
}
