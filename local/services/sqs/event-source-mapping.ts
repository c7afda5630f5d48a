import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Authorize, CallContext, Clock, Journal, Timer } from '../../contract.ts';
import type { InvokeFunction } from '../../lambda/invocation.ts';
import type { EventSourceMappingResource, FunctionResource } from '../../template/deployment.ts';
import { matchesPattern } from '../events/pattern.ts';
import { md5, type QueuedMessage, systemAttributes } from './message.ts';
import type { Queue } from './queue.ts';

export interface MappingDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly invoke: InvokeFunction;
  readonly authorize: Authorize;
  readonly partition: string;
  readonly accountId: string;
}

/** What the role of a function needs for Lambda to poll a queue on its behalf. */
const pollingActions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'] as const;

/** Lambda starts with five batches at a time. */
const defaultConcurrency = 5;

/** Polls a queue for a function as Lambda does. */
export function startEventSourceMapping(
  mapping: EventSourceMappingResource,
  queue: Queue,
  target: FunctionResource,
  deps: MappingDeps,
): void {
  if (!mapping.enabled || !mayPoll(queue, target, deps)) return;
  const { clock } = deps;
  const limit = mapping.maximumConcurrency ?? defaultConcurrency;
  let inFlight = 0;
  let timer: Timer | undefined;

  /** Plans the next poll for when a receive would return something. */
  const plan = (): void => {
    timer?.cancel();
    timer = undefined;
    const visibleAt = queue.nextVisibleAt();
    if (visibleAt === undefined || inFlight >= limit) return;
    const isFull = queue.counts().visible >= mapping.batchSize;
    const windowMs = isFull ? 0 : mapping.batchingWindowMs;
    timer = clock.at(Math.max(visibleAt + windowMs, clock.now()), `poll ${queue.resource.name}`, poll);
  };

  const poll = (): void => {
    timer = undefined;
    const received = queue.receive(mapping.batchSize);
    const wanted = received.filter((message) => passesFilters(mapping, message));
    for (const message of received) if (!wanted.includes(message)) forget(queue, message);
    if (wanted.length > 0) {
      inFlight += 1;
      void deliver(wanted);
    }
    plan();
  };

  const deliver = async (messages: readonly QueuedMessage[]): Promise<void> => {
    const event: SQSEvent = { Records: messages.map((message) => toRecord(message, queue)) };
    const outcome = await deps.invoke(target.arn, event);
    inFlight -= 1;
    if (outcome.ok) {
      const failed = mapping.reportBatchItemFailures ? failedIds(outcome.payload, messages) : new Set();
      for (const message of messages) if (!failed.has(message.id)) forget(queue, message);
    }
    plan();
  };

  queue.onChange(plan);
  plan();
}

/** Deletes with the handle of the receipt that is being dealt with, unless the message has been received anew since. */
function forget(queue: Queue, { receiptHandle }: QueuedMessage): void {
  if (receiptHandle !== undefined) queue.remove(receiptHandle);
}

function mayPoll(queue: Queue, target: FunctionResource, deps: MappingDeps): boolean {
  const { accountId, partition, authorize, journal } = deps;
  const principal = { kind: 'function', functionName: target.name, roleArn: target.roleArn } as const;
  const context: CallContext = { region: target.region, accountId, partition, principal, requestId: '' };
  return pollingActions.every((action) => {
    const verdict = authorize(principal, { action, resources: [queue.resource.arn] }, context);
    if (verdict.allowed) return true;
    journal.record('access.denied', {
      principal: target.roleArn,
      action,
      resource: queue.resource.arn,
      why: verdict.why,
    });
    return false;
  });
}

function passesFilters({ filters }: EventSourceMappingResource, { body }: QueuedMessage): boolean {
  if (filters.length === 0) return true;
  return filters.some((filter) => matchesPattern(filter, { body: parsed(body) }));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

/** The messages that the function reports as failed. An answer that names none of the batch, or is no answer, fails all. */
function failedIds(payload: unknown, messages: readonly QueuedMessage[]): Set<string> {
  const failures = (payload as Partial<SQSBatchResponse> | null)?.batchItemFailures;
  if (payload === null || failures === undefined || failures === null) return new Set();
  const all = new Set(messages.map(({ id }) => id));
  if (!Array.isArray(failures)) return all;
  const named = failures.map((failure) => failure.itemIdentifier);
  return named.every((id) => all.has(id)) ? new Set(named) : all;
}

function toRecord(message: QueuedMessage, { resource }: Queue): SQSRecord {
  const attributes = Object.entries(message.attributes).map(([name, value]) => [
    name,
    {
      ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
      ...(value.BinaryValue !== undefined && {
        binaryValue: Buffer.from(value.BinaryValue).toString('base64'),
      }),
      stringListValues: [],
      binaryListValues: [],
      dataType: value.DataType ?? 'String',
    },
  ]);
  return {
    messageId: message.id,
    receiptHandle: message.receiptHandle ?? '',
    body: message.body,
    attributes: systemAttributes(message) as unknown as SQSRecord['attributes'],
    messageAttributes: Object.fromEntries(attributes) as SQSRecord['messageAttributes'],
    md5OfBody: md5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: resource.arn,
    awsRegion: resource.region,
  };
}
