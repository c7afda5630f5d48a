import type { InputTransformer, RuleResource, RuleTarget, ScheduleResource } from './deployment.ts';
import { located } from './located.ts';
import {
  objectAt,
  objectsAt,
  optionalNumber,
  optionalString,
  type Properties,
  requiredString,
} from './properties.ts';
import type { ResolvedResource } from './stack-scope.ts';

/** EventBridge retries a delivery for a day, up to 185 times, unless the target says less. */
const defaultRetryAttempts = 185;
const defaultEventAgeSeconds = 86_400;

export function readRule(resource: ResolvedResource): RuleResource {
  const { properties, name, arn } = resource;
  const bus = optionalString(properties, 'EventBusName') ?? 'default';
  return {
    ...located(resource),
    name,
    arn,
    busName: bus.split('/').at(-1) ?? bus,
    enabled: (optionalString(properties, 'State') ?? 'ENABLED') !== 'DISABLED',
    eventPattern: properties['EventPattern'] === undefined ? undefined : objectAt(properties, 'EventPattern'),
    scheduleExpression: optionalString(properties, 'ScheduleExpression'),
    targets: objectsAt(properties, 'Targets').map((target) =>
      readTarget(target, requiredString(target, 'Id')),
    ),
  };
}

export function readSchedule(resource: ResolvedResource): ScheduleResource {
  const { properties, name, arn } = resource;
  return {
    ...located(resource),
    name,
    arn,
    enabled: (optionalString(properties, 'State') ?? 'ENABLED') !== 'DISABLED',
    scheduleExpression: requiredString(properties, 'ScheduleExpression'),
    target: readTarget(objectAt(properties, 'Target'), name),
  };
}

function readTarget(target: Properties, id: string): RuleTarget {
  const retry = objectAt(target, 'RetryPolicy');
  return {
    id,
    arn: requiredString(target, 'Arn'),
    roleArn: optionalString(target, 'RoleArn'),
    input: optionalString(target, 'Input'),
    inputPath: optionalString(target, 'InputPath'),
    inputTransformer: readTransformer(target),
    messageGroupId: optionalString(objectAt(target, 'SqsParameters'), 'MessageGroupId'),
    maximumRetryAttempts: optionalNumber(retry, 'MaximumRetryAttempts') ?? defaultRetryAttempts,
    maximumEventAgeMs: (optionalNumber(retry, 'MaximumEventAgeInSeconds') ?? defaultEventAgeSeconds) * 1000,
    deadLetterArn: optionalString(objectAt(target, 'DeadLetterConfig'), 'Arn'),
  };
}

function readTransformer(target: Properties): InputTransformer | undefined {
  if (target['InputTransformer'] === undefined) return undefined;
  const transformer = objectAt(target, 'InputTransformer');
  return {
    pathsMap: objectAt(transformer, 'InputPathsMap') as Readonly<Record<string, string>>,
    template: requiredString(transformer, 'InputTemplate'),
  };
}
