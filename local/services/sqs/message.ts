import { createHash } from 'node:crypto';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { EpochMs } from '../../contract.ts';

export type MessageAttributes = Readonly<Record<string, MessageAttributeValue>>;

/** A message in a queue. */
export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly senderId: string;
  readonly sentAt: EpochMs;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
  readonly sequenceNumber: string | undefined;
  /** The queue that gave it up, in a dead-letter queue. */
  readonly deadLetterSourceArn: string | undefined;
  visibleAt: EpochMs;
  receiveCount: number;
  firstReceivedAt: EpochMs | undefined;
  receiptHandle: string | undefined;
}

export function md5(text: string | Uint8Array): string {
  return createHash('md5').update(text).digest('hex');
}

/** The digest that SQS makes of attributes: sorted by name, each part with its length in front. */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  const add = (part: string | Uint8Array): void => {
    const bytes = Buffer.from(part);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const value = attributes[name];
    add(name);
    add(value?.DataType ?? 'String');
    hash.update(Uint8Array.of(value?.BinaryValue ? 2 : 1));
    add(value?.BinaryValue ?? value?.StringValue ?? '');
  }
  return hash.digest('hex');
}

export function systemAttributes(message: QueuedMessage): Record<string, string> {
  const { groupId, deduplicationId, sequenceNumber, deadLetterSourceArn } = message;
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
    ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
    ...(groupId !== undefined && { MessageGroupId: groupId }),
    ...(deduplicationId !== undefined && { MessageDeduplicationId: deduplicationId }),
    ...(deadLetterSourceArn !== undefined && { DeadLetterQueueSourceArn: deadLetterSourceArn }),
  };
}
