import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Fact, QueueFact } from '../facts.ts';
import type { History } from '../kernel/history.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { FunctionName } from './function-name.ts';
import type { Lambda } from './lambda.ts';

export interface QueueOptions {
  readonly name: string;
  readonly consumer: FunctionName;
  readonly visibilityMs: number;
  readonly retentionMs: number;
  readonly maxReceiveCount: number;
  readonly batchSize: number;
  readonly maxConcurrency: number;
  readonly fifo: boolean;
}

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  readonly group: string | undefined;
  readonly sentAt: EpochMs;
  visibleAt: EpochMs;
  receiveCount: number;
  receipt: string;
}

export interface Queue {
  send(body: string, fifo?: { readonly group: string; readonly deduplicationId: string }): void;
  /** `ChangeMessageVisibility` */
  delay(receipt: string, durationMs: number): void;
  readonly messages: ReadonlyMap<string, QueueMessage>;
  /** Puts a message aside for a person. */
  putAside(body: string): void;
  readonly deadLetters: readonly string[];
}

export interface QueueDeps {
  readonly scheduler: Scheduler;
  readonly history: History;
  readonly lambda: () => Lambda;
  readonly tell: (fact: Fact) => void;
}

const deduplicationMs = 300_000;

/** A queue of SQS, and the event source mapping that hands its messages to a function. */
export const createQueue = (
  options: QueueOptions,
  { scheduler, history, lambda, tell }: QueueDeps,
): Queue => {
  const { name, consumer } = options;
  const messages = new Map<string, QueueMessage>();
  const deadLetters: string[] = [];
  const taken = new Map<string, EpochMs>();
  let sent = 0;
  let working = 0;
  let receipts = 0;

  const became = (step: QueueFact['step'], body: string): void =>
    tell({ kind: 'queue', queue: name, step, body });

  const pollAt = (time: EpochMs): void => scheduler.at(time, poll);

  const poll = (): void => {
    while (working < options.maxConcurrency) {
      const batch = receive();
      if (batch.length === 0) return;
      work(batch);
    }
  };

  const receive = (): readonly QueueMessage[] => {
    const now = scheduler.now();
    const batch: QueueMessage[] = [];
    const busyGroups = new Set<string>();
    for (const message of messages.values()) {
      if (batch.length === options.batchSize) break;
      if (now - message.sentAt >= options.retentionMs) {
        messages.delete(message.id);
        history.add(now, `${name} forgets ${message.id}`);
        became('forgotten', message.body);
        continue;
      }
      const { group } = message;
      if (message.visibleAt > now || (group !== undefined && busyGroups.has(group))) {
        if (group !== undefined) busyGroups.add(group);
        continue;
      }
      if (message.receiveCount >= options.maxReceiveCount) {
        messages.delete(message.id);
        deadLetters.push(message.body);
        history.add(now, `${name} gives up ${message.id}`);
        became('given-up', message.body);
        continue;
      }
      receipts += 1;
      message.receiveCount += 1;
      message.receipt = `${message.id}/${receipts}`;
      message.visibleAt = now + options.visibilityMs;
      if (group !== undefined) busyGroups.add(group);
      batch.push(message);
    }
    return batch;
  };

  const work = (batch: readonly QueueMessage[]): void => {
    working += 1;
    const received = batch.map((message) => [message, message.receipt] as const);
    for (const message of batch) pollAt(message.visibleAt);
    const id = `${consumer}:${batch.map(({ id: each, receiveCount }) => `${each}.${receiveCount}`).join(',')}`;
    lambda().invoke(consumer, id, eventOf(batch), (ended) => {
      working -= 1;
      if (ended.how === 'done') {
        const failed = failuresOf(ended.result);
        for (const [message, receipt] of received) {
          if (failed.has(message.id) || message.receipt !== receipt) continue;
          messages.delete(message.id);
          became('done', message.body);
        }
      }
      pollAt(scheduler.now() + 20);
    });
  };

  const queue: Queue = {
    messages,
    deadLetters,
    putAside: (body) => {
      deadLetters.push(body);
      history.add(scheduler.now(), `${name} has a message put aside`);
      became('put-aside', body);
    },
    send: (body, fifo) => {
      const now = scheduler.now();
      if (fifo) {
        const before = taken.get(fifo.deduplicationId);
        if (before !== undefined && now - before < deduplicationMs) return;
        taken.set(fifo.deduplicationId, now);
      }
      sent += 1;
      const id = `${name}-${sent}`;
      messages.set(id, {
        id,
        body,
        group: fifo?.group,
        sentAt: now,
        visibleAt: now,
        receiveCount: 0,
        receipt: '',
      });
      became('sent', body);
      pollAt(now + 20);
    },
    delay: (receipt, durationMs) => {
      const message = [...messages.values()].find((each) => each.receipt === receipt);
      if (!message) return;
      message.visibleAt = scheduler.now() + durationMs;
      pollAt(message.visibleAt);
    },
  };
  return queue;
};

const failuresOf = (result: unknown): ReadonlySet<string> => {
  const { batchItemFailures = [] } = (result ?? {}) as {
    readonly batchItemFailures?: readonly { readonly itemIdentifier: string }[];
  };
  return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
};

const eventOf = (batch: readonly QueueMessage[]): SQSEvent => ({ Records: batch.map(recordOf) });

const recordOf = ({ id, body, receipt, receiveCount, sentAt }: QueueMessage): SQSRecord => ({
  messageId: id,
  receiptHandle: receipt,
  body,
  attributes: {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: String(sentAt),
    SenderId: 'sender',
    ApproximateFirstReceiveTimestamp: String(sentAt),
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-west-1:111122223333:queue',
  awsRegion: 'eu-west-1',
});
