import { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { EnvironmentName } from '../../shared/contracts/environment.ts';
import { SweepTask } from '../../shared/contracts/schedule.ts';
import { networkManagerEvents, regionalEvents } from './event-patterns.ts';
import { onEvent, onSchedule } from './event-rules.ts';
import {
  type FunctionEnvironment,
  type FunctionSettings,
  ServiceFunction,
  wholeRegionMemoryMb,
} from './service-function.ts';

export interface IntakeProps {
  readonly settings: FunctionSettings;
  readonly environment: FunctionEnvironment;
  /** The role of the one function that restarts tunnels. */
  readonly restartRole: IRole;
  /** The regions that forward their events to the hub. */
  readonly spokes: readonly string[];
  /** Whether Network Manager tells of tunnels. */
  readonly networkManager: boolean;
  /** An address outside AWS that every sweep calls. */
  readonly heartbeatUrl: string | undefined;
  readonly undeliveredEvents: IQueue;
  readonly failedEvents: IQueue;
}

/** The functions that look at connections, and what makes them look. */
export class Intake extends Construct {
  readonly healthEvent: ServiceFunction;
  readonly tunnelAlarm: ServiceFunction;
  readonly vpnChange: ServiceFunction;
  readonly sweep: ServiceFunction;
  private readonly props: IntakeProps;

  constructor(scope: Construct, id: string, props: IntakeProps) {
    super(scope, id);
    this.props = props;
    this.healthEvent = this.onHealthEvents();
    this.tunnelAlarm = this.onTunnelAlarms();
    this.vpnChange = this.onVpnChanges();
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

  private onVpnChanges(): ServiceFunction {
    const { undeliveredEvents, restartRole, networkManager } = this.props;
    const target = this.createFunction('VpnChange', {
      folder: 'vpn-change',
      description: 'looks at connections that have come, gone or been changed',
      timeout: Duration.seconds(30),
      maxEventAge: Duration.hours(6),
      environment: { [EnvironmentName.restartRoleArn]: restartRole.roleArn },
    });
    onEvent(this, 'ConnectionChanges', {
      ...regionalEvents.connectionChanges,
      target,
      undeliveredEvents,
    });
    if (networkManager) {
      onEvent(this, 'ConnectionNews', { ...networkManagerEvents.connectionNews, target, undeliveredEvents });
    }
    return target;
  }

  private onSchedules(): ServiceFunction {
    const { undeliveredEvents, heartbeatUrl } = this.props;
    const target = this.createFunction('Sweep', {
      folder: 'sweep',
      description: 'looks at every connection, and keeps one alarm per tunnel',
      // CloudWatch takes three alarm changes a second, so that upkeep of a large account needs its time.
      timeout: Duration.minutes(5),
      maxEventAge: Duration.minutes(5),
      memoryMb: wholeRegionMemoryMb,
      environment: {
        [EnvironmentName.spokes]: JSON.stringify(this.props.spokes),
        ...(heartbeatUrl !== undefined && { [EnvironmentName.heartbeatUrl]: heartbeatUrl }),
      },
    });
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
      environment,
      ...props
    }: {
      readonly folder: string;
      readonly description: string;
      readonly timeout: Duration;
      readonly maxEventAge: Duration;
      readonly memoryMb?: number;
      readonly environment?: FunctionEnvironment;
    },
  ): ServiceFunction {
    const { settings, failedEvents } = this.props;
    return new ServiceFunction(this, id, {
      ...props,
      settings,
      environment: { ...this.props.environment, ...environment },
      asynchronous: { retryAttempts: 2, maxEventAge, failedEvents },
    });
  }
}
