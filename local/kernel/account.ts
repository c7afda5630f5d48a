import type { Speed } from '../clock/pace.ts';
import { createVirtualClock, type VirtualClock } from '../clock/virtual-clock.ts';
import type { Authorize, Clock, EpochMs, Journal, Principal, PutEvent, Service } from '../contract.ts';
import { createAuthorize } from '../iam/authorize.ts';
import { createPrincipals } from '../lambda/access-keys.ts';
import type { ObservedActivity } from '../lambda/activity.ts';
import { createActivity } from '../lambda/activity.ts';
import {
  createFunctionRuntime,
  createSandboxes,
  type FunctionRuntime,
  type Sandboxes,
} from '../lambda/function-runtime.ts';
import { createInvokeAsync, type InvokeAsync } from '../lambda/invoke-async.ts';
import { createEventBus } from '../services/events/bus.ts';
import { createEventsService } from '../services/events/service.ts';
import { createSubscriberDelivery } from '../services/sns/deliver.ts';
import { createSnsService } from '../services/sns/service.ts';
import { createTopics, type Topics } from '../services/sns/topics.ts';
import { startEventSourceMapping } from '../services/sqs/event-source-mapping.ts';
import { publishQueueMetrics } from '../services/sqs/queue-metrics.ts';
import { createQueues, type Queues } from '../services/sqs/queues.ts';
import { createSqsService } from '../services/sqs/service.ts';
import type { Deployment } from '../template/deployment.ts';
import type { WireService } from '../wire/wire-service.ts';
import { createJournal, type ReadableJournal } from './journal.ts';
import type { MetricSink } from './metric-sink.ts';

/** Where the account answers. */
export interface Endpoint {
  readonly url: string;
  close(): Promise<void>;
}

/** What the account's other parts are built from. */
export interface AccountParts {
  readonly deployment: Deployment;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly activity: ObservedActivity;
  readonly authorize: Authorize;
  readonly principals: (accessKeyId: string) => Principal;
  readonly putEvent: PutEvent;
  readonly topics: Topics;
  readonly queues: Queues;
  readonly invokeAsync: InvokeAsync;
  /** Takes all rules and schedules away. */
  readonly removeRules: () => void;
}

/** What the account has beside functions, queues, topics and buses. */
export interface AccountExtensions {
  readonly services: readonly WireService[];
  readonly metrics: MetricSink;
  /** Origin as functions know it → origin on loopback. */
  readonly rewriteOrigins?: Readonly<Record<string, string>>;
  readonly close?: () => Promise<void>;
}

export interface AccountOptions {
  readonly deployment: Deployment;
  readonly startAt: EpochMs;
  readonly speed?: Speed;
  /** Builds the services that the kernel does not have itself. */
  readonly extend: (parts: AccountParts) => AccountExtensions | Promise<AccountExtensions>;
  /** Starts the HTTP server that answers for all services. */
  readonly serve: (services: readonly WireService[], parts: AccountParts) => Promise<Endpoint>;
}

export interface Account extends AccountParts {
  readonly clock: VirtualClock;
  readonly journal: ReadableJournal;
  readonly functions: FunctionRuntime;
  readonly endpointUrl: string;
  close(): Promise<void>;
}

/** Deploys a synthesized app to an account on this machine. Time stands still until its clock runs. */
export async function createAccount(options: AccountOptions): Promise<Account> {
  const { deployment, startAt, speed = 'max' } = options;
  const activity = createActivity();
  const sandboxes = createSandboxes(activity);
  const clock = createVirtualClock({ startAt, speed, quiescence: sandboxes.quiescence });
  const journal = createJournal(clock);
  const late: { endpointUrl: string; functions?: FunctionRuntime } = { endpointUrl: '' };
  const parts = createParts(deployment, clock, journal, activity, () => running(late.functions));
  const extensions = await options.extend(parts);
  const endpoint = await options.serve(
    [...ownServices(parts, () => late.endpointUrl), ...extensions.services],
    parts,
  );
  late.endpointUrl = endpoint.url;
  const functions = await startFunctions(parts, sandboxes, extensions, endpoint.url);
  late.functions = functions;
  startMappings(parts, functions);
  publishQueueMetrics(parts.queues, clock, extensions.metrics);
  return {
    ...parts,
    clock,
    journal,
    functions,
    endpointUrl: endpoint.url,
    close: async () => {
      clock.stop();
      await functions.close();
      await endpoint.close();
      await extensions.close?.();
    },
  };
}

interface KernelParts extends AccountParts {
  readonly bus: ReturnType<typeof createEventBus>;
}

function createParts(
  deployment: Deployment,
  clock: Clock,
  journal: Journal,
  activity: ObservedActivity,
  functions: () => FunctionRuntime,
): KernelParts {
  const { accountId, partition } = deployment;
  const authorize = createAuthorize(
    deployment.roles.map(({ arn, policies }) => ({ roleArn: arn, policies })),
  );
  const queues = createQueues({ deployment, clock, journal });
  const findFunction: FunctionRuntime['find'] = (name) => functions().find(name);
  const invokeAsync = createInvokeAsync({
    clock,
    journal,
    invoke: (name, event) => functions().invoke(name, event),
    queues,
    authorize,
    accountId,
    partition,
    publish: (topicArn, message) => topics.publish(topicArn, { message }),
  });
  const deliver = createSubscriberDelivery({ queues, journal, findFunction, invokeAsync, accountId });
  const topics = createTopics({ deployment, clock, journal, deliver });
  const bus = createEventBus({
    deployment,
    clock,
    journal,
    queues,
    topics,
    authorize,
    findFunction,
    invokeAsync,
    accountId,
    partition,
  });
  const principals = createPrincipals(deployment.functions);
  const { putEvent, removeRules } = bus;
  return {
    deployment,
    clock,
    journal,
    activity,
    authorize,
    principals,
    putEvent,
    topics,
    queues,
    invokeAsync,
    removeRules,
    bus,
  };
}

function running(functions: FunctionRuntime | undefined): FunctionRuntime {
  if (functions) return functions;
  throw new Error('The functions have not been started yet');
}

function ownServices({ queues, topics, bus, clock }: KernelParts, endpointUrl: () => string): Service[] {
  return [
    createSqsService({ queues, endpointUrl }),
    createSnsService(topics),
    createEventsService({ bus, clock }),
  ];
}

function startFunctions(
  { deployment, clock, journal }: AccountParts,
  sandboxes: Sandboxes,
  { metrics, rewriteOrigins = {} }: AccountExtensions,
  endpointUrl: string,
): Promise<FunctionRuntime> {
  return createFunctionRuntime({
    deployment,
    sandboxes,
    clock,
    journal,
    metrics,
    endpointUrl,
    rewriteOrigins,
  });
}

function startMappings(parts: AccountParts, functions: FunctionRuntime): void {
  const { deployment, queues } = parts;
  const { accountId, partition } = deployment;
  for (const mapping of deployment.eventSourceMappings) {
    const queue = queues.byArn(mapping.eventSourceArn);
    const target = functions.find(mapping.functionName);
    if (!queue || !target) {
      const missing = queue ? mapping.functionName : mapping.eventSourceArn;
      throw new Error(`${mapping.logicalId}: ${missing} does not exist`);
    }
    startEventSourceMapping(mapping, queue, target, {
      ...parts,
      invoke: functions.invoke,
      accountId,
      partition,
    });
  }
}
