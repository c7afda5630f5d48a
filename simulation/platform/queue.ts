import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { EpochMs } from '../../shared/domain/time.ts';
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
  readonly deadLetters: { readonly body: string; readonly reason: string | undefined }[];
}

export interface QueueDeps {
  readonly scheduler: Scheduler;
  readonly history: History;
  readonly lambda: () => Lambda;
}

const deduplicationMs = 300_000;

/** A queue of SQS, and the event source mapping that hands its messages to a function. */
export const createQueue = (options: QueueOptions, { scheduler, history, lambda }: QueueDeps): Queue => {
  const { name, consumer } = options;
  const messages = new Map<string, QueueMessage>();
  const deadLetters: Queue['deadLetters'] = [];
  const taken = new Map<string, EpochMs>();
  let sent = 0;
  let working = 0;
  let receipts = 0;

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
        continue;
      }
      const { group } = message;
      if (message.visibleAt > now || (group !== undefined && busyGroups.has(group))) {
        if (group !== undefined) busyGroups.add(group);
        continue;
      }
      if (message.receiveCount >= options.maxReceiveCount) {
        messages.delete(message.id);
        deadLetters.push({ body: message.body, reason: undefined });
        history.add(now, `${name} gives up ${message.id}`);
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
          if (!failed.has(message.id) && message.receipt === receipt) messages.delete(message.id);
        }
      }
      pollAt(scheduler.now() + 20);
    });
  };

  return {
    messages,
    deadLetters,
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
      pollAt(now + 20);
    },
    delay: (receipt, durationMs) => {
      const message = [...messages.values()].find((each) => each.receipt === receipt);
      if (!message) return;
      message.visibleAt = scheduler.now() + durationMs;
      pollAt(message.visibleAt);
    },
  };
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
