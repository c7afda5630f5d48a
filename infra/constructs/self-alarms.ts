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
import {
  type AlarmEntry,
  deadLetterAlarms,
  functionAlarms,
  measureAlarms,
  pascalCase,
  spokeAlarms,
  waitingAlarms,
} from './alarm-registry.ts';
import { ownMetric } from './own-metric.ts';
import { type Condition, messagesIn, oneOrMore, selfAlarm } from './self-alarm.ts';
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
  /**
   * Where people read the runbook.
   * @default the path in this repository
   */
  readonly runbookUrl?: string | undefined;
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

  /** They fire as soon as a queue holds a message. */
  private onDeadLetters(): void {
    for (const [key, queue] of Object.entries(this.props.deadLetterQueues)) {
      const entry = deadLetterAlarms[key as keyof typeof deadLetterAlarms];
      this.add(pascalCase(key), entry, messagesIn(queue), oneOrMore);
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

  /** A single failure is retried; what fails for good comes to a dead-letter queue, which has an alarm of its own. */
  private onFunction({ function: fn, folder }: ServiceFunction): void {
    const options = { period: Duration.minutes(5), statistic: 'Sum' };
    const id = folder.split('-').map(pascalCase).join('');
    this.add(
      `FunctionErrors${id}`,
      functionAlarms.functionErrors,
      fn.metricErrors(options),
      { threshold: 3, evaluationPeriods: 1 },
      folder,
    );
    this.add(
      `ThrottledFunctions${id}`,
      functionAlarms.throttledFunctions,
      fn.metricThrottles(options),
      { threshold: 1, evaluationPeriods: 3, datapointsToAlarm: 2 },
      folder,
    );
  }

  private onMeasures(): void {
    const heartbeat = ownMetric({ name: MetricName.sweptConnections, statistic: 'SampleCount' });
    this.add('NoSweep', measureAlarms.noSweep, heartbeat, {
      threshold: 1,
      evaluationPeriods: 5,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
    const overdue = ownMetric({ name: MetricName.overdueAnnouncements, statistic: 'Maximum' });
    this.add('OverdueAnnouncements', measureAlarms.overdueAnnouncements, overdue, oneOrMore);
    for (const outcome of ['failed', 'rejected'] as const) {
      const restarts = ownMetric({ name: MetricName.restarts, statistic: 'Sum', outcome });
      this.add(
        `FailingRestarts${pascalCase(outcome)}`,
        measureAlarms.failingRestarts,
        restarts,
        oneOrMore,
        outcome,
      );
    }
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

  private add(id: string, entry: AlarmEntry, metric: Metric, condition: Condition, part?: string): void {
    const { actions, runbookUrl } = this.props;
    selfAlarm(this, id, { entry, metric, condition, actions, runbookUrl, part });
  }
}
