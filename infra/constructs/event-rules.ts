import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ScheduleInput } from '../../shared/contracts/schedule.ts';
import type { ServiceFunction } from './service-function.ts';

interface RuleProps {
  readonly description: string;
  readonly target: ServiceFunction;
  readonly undeliveredEvents: IQueue;
}

/** Hands every event that matches to a function, for a day if need be. */
export const onEvent = (
  scope: Construct,
  id: string,
  { description, target, undeliveredEvents, pattern }: RuleProps & { readonly pattern: EventPattern },
): Rule =>
  new Rule(scope, id, {
    description,
    eventPattern: pattern,
    targets: [
      new LambdaFunction(target.function, {
        deadLetterQueue: undeliveredEvents,
        retryAttempts: 185,
        maxEventAge: Duration.hours(24),
      }),
    ],
  });

/** Calls a function at a fixed pace. A call that comes too late is not worth making: the next one does the same. */
export const onSchedule = (
  scope: Construct,
  id: string,
  {
    description,
    target,
    undeliveredEvents,
    every,
    input,
  }: RuleProps & { readonly every: Duration; readonly input: ScheduleInput },
): Rule =>
  new Rule(scope, id, {
    description,
    schedule: Schedule.rate(every),
    targets: [
      new LambdaFunction(target.function, {
        event: RuleTargetInput.fromObject(input),
        deadLetterQueue: undeliveredEvents,
        retryAttempts: 3,
        maxEventAge: Duration.minutes(5),
      }),
    ],
  });
