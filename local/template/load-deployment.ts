import { type AssembledStack, readAssembly } from './assembly.ts';
import type { Deployment, StackResource } from './deployment.ts';
import { resolve } from './intrinsics.ts';
import { readPlain } from './located.ts';
import { readRule, readSchedule } from './read-events.ts';
import { readEventSourceMapping, readFunction } from './read-functions.ts';
import { readKey, readRole } from './read-identity.ts';
import { readInlineSubscriptions, readQueue, readSubscriptions, readTopic } from './read-messaging.ts';
import { isCustomResource, type Place } from './resource-types.ts';
import { type ResolvedResource, type ResolvedStack, resolveStack } from './stack-scope.ts';

export interface DeploymentOptions {
  /** The `cdk.out` folder. */
  readonly directory: string;
  readonly accountId: string;
  /** Region of stacks that are bound to none. */
  readonly region: string;
  readonly partition?: string;
}

/** Reads a synthesized app and resolves it as CloudFormation would on deployment. */
export async function loadDeployment(options: DeploymentOptions): Promise<Deployment> {
  return resolveDeployment(await readAssembly(options.directory), options);
}

export function resolveDeployment(
  assembly: readonly AssembledStack[],
  options: Omit<DeploymentOptions, 'directory'>,
): Deployment {
  const partition = options.partition ?? 'aws';
  const urlSuffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const stacks: ResolvedStack[] = [];
  const importValue = (name: string): unknown => exportedValue(assembly, stacks, name);
  for (const stack of assembly) {
    const region = stack.region ?? options.region;
    const place: Place = { partition, region, accountId: options.accountId, urlSuffix };
    stacks.push(resolveStack(stack, place, importValue));
  }
  const resources = stacks.flatMap((stack) => stack.resources());
  const described = assembly.flatMap((stack, index) => describeStack(stack, stacks[index]) ?? []);
  return {
    accountId: options.accountId,
    partition,
    regions: [...new Set(stacks.map((stack) => stack.place.region))],
    stacks: described,
    ...readResources(resources),
    outputs: Object.fromEntries(described.flatMap(namedOutputs)),
  };
}

type Resources = Omit<Deployment, 'accountId' | 'partition' | 'regions' | 'stacks' | 'outputs'>;

function readResources(resources: readonly ResolvedResource[]): Resources {
  const of = (...types: string[]): ResolvedResource[] => resources.filter(({ type }) => types.includes(type));
  const read = <T>(type: string, reader: (resource: ResolvedResource) => T): T[] =>
    of(type).map((resource) => named(resource, reader));
  const plain = (...types: string[]) => of(...types).map(readPlain);
  const topics = of('AWS::SNS::Topic');
  return {
    functions: read('AWS::Lambda::Function', (resource) =>
      readFunction(resource, of('AWS::Lambda::Permission'), of('AWS::Lambda::EventInvokeConfig')),
    ),
    rules: read('AWS::Events::Rule', readRule),
    schedules: read('AWS::Scheduler::Schedule', readSchedule),
    queues: read('AWS::SQS::Queue', (resource) => readQueue(resource, of('AWS::SQS::QueuePolicy'))),
    topics: read('AWS::SNS::Topic', (resource) => readTopic(resource, of('AWS::SNS::TopicPolicy'))),
    subscriptions: [
      ...topics.flatMap((topic) => named(topic, readInlineSubscriptions)),
      ...read('AWS::SNS::Subscription', readSubscriptions).flat(),
    ],
    eventSourceMappings: read('AWS::Lambda::EventSourceMapping', readEventSourceMapping),
    roles: read('AWS::IAM::Role', (resource) =>
      readRole(resource, of('AWS::IAM::Policy'), of('AWS::IAM::ManagedPolicy')),
    ),
    keys: read('AWS::KMS::Key', (resource) => readKey(resource, of('AWS::KMS::Alias'))),
    tables: plain('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'),
    alarms: plain('AWS::CloudWatch::Alarm'),
    compositeAlarms: plain('AWS::CloudWatch::CompositeAlarm'),
    dashboards: plain('AWS::CloudWatch::Dashboard'),
    secrets: plain('AWS::SecretsManager::Secret'),
    logGroups: plain('AWS::Logs::LogGroup'),
    customResources: resources.filter(({ type }) => isCustomResource(type)).map(readPlain),
  };
}

function named<T>(resource: ResolvedResource, reader: (resource: ResolvedResource) => T): T {
  try {
    return reader(resource);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${resource.stack.stackName}/${resource.logicalId}: ${reason}`, { cause });
  }
}

function exportedValue(
  assembly: readonly AssembledStack[],
  stacks: readonly ResolvedStack[],
  name: string,
): unknown {
  for (const [index, { template }] of assembly.entries()) {
    const scope = stacks[index]?.scope;
    for (const output of Object.values(template.Outputs ?? {})) {
      if (scope && output.Export && resolve(output.Export.Name, scope) === name) {
        return resolve(output.Value, scope);
      }
    }
  }
  return undefined;
}

function describeStack(
  stack: AssembledStack,
  resolved: ResolvedStack | undefined,
): StackResource | undefined {
  if (!resolved) return undefined;
  const outputs = Object.entries(stack.template.Outputs ?? {});
  return {
    stackName: stack.stackName,
    region: resolved.place.region,
    id: String(resolved.scope.ref('AWS::StackId')),
    description: stack.template.Description,
    outputs: Object.fromEntries(outputs.map(([name, { Value }]) => [name, resolve(Value, resolved.scope)])),
  };
}

/** Outputs as `<stack>.<output>`. */
const namedOutputs = ({ stackName, outputs }: StackResource): readonly (readonly [string, unknown])[] =>
  Object.entries(outputs).map(([name, value]) => [`${stackName}.${name}`, value]);
