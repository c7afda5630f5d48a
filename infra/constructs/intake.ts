import { Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SweepTask } from '../../shared/contracts/schedule.ts';
import { regionalEvents } from './event-patterns.ts';
import { onEvent, onSchedule } from './event-rules.ts';
import { type FunctionEnvironment, type FunctionSettings, ServiceFunction } from './service-function.ts';

export interface IntakeProps {
  readonly settings: FunctionSettings;
  readonly environment: FunctionEnvironment;
  readonly undeliveredEvents: IQueue;
  readonly failedEvents: IQueue;
}

/** The functions that look at connections, and what makes them look. */
export class Intake extends Construct {
  readonly healthEvent: ServiceFunction;
  readonly tunnelAlarm: ServiceFunction;
  readonly sweep: ServiceFunction;
  private readonly props: IntakeProps;

  constructor(scope: Construct, id: string, props: IntakeProps) {
    super(scope, id);
    this.props = props;
    this.healthEvent = this.onHealthEvents();
    this.tunnelAlarm = this.onTunnelAlarms();
    this.sweep = this.onSchedules();
  }

  private onHealthEvents(): ServiceFunction {
    const target = this.createFunction('HealthEvent', {
      folder: 'health-event',
      description: 'looks at the connections that an AWS Health event names',
      timeout: Duration.seconds(30),
      maxEventAge: Duration.hours(6),
    });
    onEvent(this, 'HealthEvents', {
      ...regionalEvents.healthEvents,
      target,
      undeliveredEvents: this.props.undeliveredEvents,
    });
    return target;
  }

  private onTunnelAlarms(): ServiceFunction {
    const target = this.createFunction('TunnelAlarm', {
      folder: 'tunnel-alarm',
      description: 'looks at the connection of a TunnelState alarm that has changed',
      timeout: Duration.seconds(30),
      maxEventAge: Duration.hours(6),
    });
    onEvent(this, 'TunnelAlarms', {
      ...regionalEvents.tunnelAlarms,
      target,
      undeliveredEvents: this.props.undeliveredEvents,
    });
    return target;
  }

  private onSchedules(): ServiceFunction {
    const target = this.createFunction('Sweep', {
      folder: 'sweep',
      description: 'looks at every connection, and keeps one alarm per tunnel',
      // CloudWatch takes three alarm changes a second, so that upkeep of a large account needs its time.
      timeout: Duration.minutes(5),
      maxEventAge: Duration.minutes(5),
    });
    const { undeliveredEvents } = this.props;
    onSchedule(this, 'EveryMinute', {
      description: 'Look at every connection',
      every: Duration.minutes(1),
      input: { task: SweepTask.look },
      target,
      undeliveredEvents,
    });
    onSchedule(this, 'AlarmUpkeep', {
      description: 'Keep one alarm per tunnel',
      every: Duration.minutes(15),
      input: { task: SweepTask.alarms },
      target,
      undeliveredEvents,
    });
    return target;
  }

  private createFunction(
    id: string,
    {
      maxEventAge,
      ...props
    }: {
      readonly folder: string;
      readonly description: string;
      readonly timeout: Duration;
      readonly maxEventAge: Duration;
    },
  ): ServiceFunction {
    const { settings, environment, failedEvents } = this.props;
    return new ServiceFunction(this, id, {
      ...props,
      settings,
      environment,
      asynchronous: { retryAttempts: 2, maxEventAge, failedEvents },
    });
  }
}
