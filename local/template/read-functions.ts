import { join } from 'node:path';
import type { PolicyStatement } from '../iam/policy-document.ts';
import type { AsyncInvokeSettings, EventSourceMappingResource, FunctionResource } from './deployment.ts';
import { located } from './located.ts';
import {
  isTrue,
  listAt,
  objectAt,
  objectsAt,
  optionalNumber,
  optionalString,
  requiredString,
} from './properties.ts';
import type { ResolvedResource } from './stack-scope.ts';

/** Lambda's own limits for asynchronous invocations: two retries, six hours. */
const asyncDefaults: AsyncInvokeSettings = {
  maximumRetryAttempts: 2,
  maximumEventAgeMs: 6 * 3_600_000,
  onFailureArn: undefined,
  onSuccessArn: undefined,
};

/** Reads a function together with the permissions and asynchronous settings that other resources of the app give it. */
export function readFunction(
  resource: ResolvedResource,
  permissions: readonly ResolvedResource[],
  invokeConfigs: readonly ResolvedResource[],
): FunctionResource {
  const { properties, name, arn } = resource;
  const logging = objectAt(properties, 'LoggingConfig');
  const own = (other: ResolvedResource): boolean =>
    [name, arn].includes(requiredString(other.properties, 'FunctionName'));
  return {
    ...located(resource),
    name,
    arn,
    roleArn: requiredString(properties, 'Role'),
    codeDirectory: codeDirectory(resource),
    handler: requiredString(properties, 'Handler'),
    timeoutMs: (optionalNumber(properties, 'Timeout') ?? 3) * 1000,
    memoryMb: optionalNumber(properties, 'MemorySize') ?? 128,
    environment: variables(resource),
    reservedConcurrency: optionalNumber(properties, 'ReservedConcurrentExecutions'),
    logGroupName: optionalString(logging, 'LogGroup') ?? `/aws/lambda/${name}`,
    jsonLogs: logging['LogFormat'] === 'JSON',
    deadLetterTargetArn: optionalString(objectAt(properties, 'DeadLetterConfig'), 'TargetArn'),
    asyncInvoke: invokeConfigs.filter(own).map(readInvokeConfig)[0] ?? asyncDefaults,
    permissions: { Statement: permissions.filter(own).map((permission) => readPermission(permission, arn)) },
  };
}

function codeDirectory({ properties, stack }: ResolvedResource): string {
  const code = objectAt(properties, 'Code');
  const key = optionalString(code, 'S3Key');
  if (key === undefined) throw new Error('Code must be an asset (S3Bucket and S3Key)');
  const hash =
    key
      .split('/')
      .at(-1)
      ?.replace(/\.zip$/, '') ?? key;
  const directory = stack.assets.get(hash);
  if (directory === undefined) throw new Error(`Code names asset ${hash}, which the manifest does not list`);
  return join(directory);
}

function variables({ properties }: ResolvedResource): Readonly<Record<string, string>> {
  const given = objectAt(objectAt(properties, 'Environment'), 'Variables');
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

function readInvokeConfig({ properties }: ResolvedResource): AsyncInvokeSettings {
  const destinations = objectAt(properties, 'DestinationConfig');
  const ageSeconds = optionalNumber(properties, 'MaximumEventAgeInSeconds');
  return {
    maximumRetryAttempts:
      optionalNumber(properties, 'MaximumRetryAttempts') ?? asyncDefaults.maximumRetryAttempts,
    maximumEventAgeMs: ageSeconds === undefined ? asyncDefaults.maximumEventAgeMs : ageSeconds * 1000,
    onFailureArn: optionalString(objectAt(destinations, 'OnFailure'), 'Destination'),
    onSuccessArn: optionalString(objectAt(destinations, 'OnSuccess'), 'Destination'),
  };
}

function readPermission({ properties, logicalId }: ResolvedResource, functionArn: string): PolicyStatement {
  const sourceArn = optionalString(properties, 'SourceArn');
  const sourceAccount = optionalString(properties, 'SourceAccount');
  const principal = requiredString(properties, 'Principal');
  return {
    Sid: logicalId,
    Effect: 'Allow',
    Principal: principal.includes('.amazonaws.com') ? { Service: principal } : { AWS: principal },
    Action: requiredString(properties, 'Action'),
    Resource: functionArn,
    Condition: {
      ...(sourceArn !== undefined && { ArnLike: { 'aws:SourceArn': sourceArn } }),
      ...(sourceAccount !== undefined && { StringEquals: { 'aws:SourceAccount': sourceAccount } }),
    },
  };
}

export function readEventSourceMapping(resource: ResolvedResource): EventSourceMappingResource {
  const { properties } = resource;
  const filters = objectsAt(objectAt(properties, 'FilterCriteria'), 'Filters');
  return {
    ...located(resource),
    eventSourceArn: requiredString(properties, 'EventSourceArn'),
    functionName: requiredString(properties, 'FunctionName'),
    enabled: properties['Enabled'] === undefined || isTrue(properties, 'Enabled'),
    batchSize: optionalNumber(properties, 'BatchSize') ?? 10,
    batchingWindowMs: (optionalNumber(properties, 'MaximumBatchingWindowInSeconds') ?? 0) * 1000,
    reportBatchItemFailures: listAt(properties, 'FunctionResponseTypes').includes('ReportBatchItemFailures'),
    maximumConcurrency: optionalNumber(objectAt(properties, 'ScalingConfig'), 'MaximumConcurrency'),
    filters: filters.map(
      (filter) => JSON.parse(requiredString(filter, 'Pattern')) as Readonly<Record<string, unknown>>,
    ),
  };
}
