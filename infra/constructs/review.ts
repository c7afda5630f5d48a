import { Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ReviewTask } from '../../shared/contracts/schedule.ts';
import { onSchedule } from './event-rules.ts';
import {
  type FunctionEnvironment,
  type FunctionSettings,
  ServiceFunction,
  wholeRegionMemoryMb,
} from './service-function.ts';

export interface ReviewProps {
  readonly settings: FunctionSettings;
  readonly environment: FunctionEnvironment;
  readonly watchTraffic: boolean;
  readonly undeliveredEvents: IQueue;
  readonly failedEvents: IQueue;
}

/** Looks at what is up: whether traffic flows both ways, and what is wrong with the set-up. */
export class Review extends Construct {
  readonly review: ServiceFunction;

  constructor(scope: Construct, id: string, props: ReviewProps) {
    super(scope, id);
    this.review = new ServiceFunction(this, 'Review', {
      settings: props.settings,
      folder: 'review',
      description: 'finds one-way traffic and weaknesses of the set-up',
      timeout: Duration.minutes(5),
      memoryMb: wholeRegionMemoryMb,
      environment: props.environment,
      asynchronous: {
        retryAttempts: 1,
        maxEventAge: Duration.minutes(30),
        failedEvents: props.failedEvents,
      },
    });
    const { undeliveredEvents } = props;
    if (props.watchTraffic) {
      onSchedule(this, 'Traffic', {
        description: 'Find tunnels that are up and carry traffic one way only',
        every: Duration.minutes(5),
        input: { task: ReviewTask.traffic },
        target: this.review,
        undeliveredEvents,
      });
    }
    onSchedule(this, 'Posture', {
      description: 'Find what is wrong with the set-up',
      every: Duration.hours(1),
      input: { task: ReviewTask.posture },
      target: this.review,
      undeliveredEvents,
    });
  }
}
