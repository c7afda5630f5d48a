import type { Message, ReceiveMessageRequest, ReceiveMessageResult } from '@aws-sdk/client-sqs';
import { md5, md5OfAttributes, type QueuedMessage, systemAttributes } from './message.ts';
import type { Queue } from './queue.ts';

/** `ReceiveMessage`. A long poll of an empty queue returns at once: nothing arrives while a request is answered. */
export function receiveMessage(queue: Queue, input: ReceiveMessageRequest): ReceiveMessageResult {
  const { MaxNumberOfMessages = 1, VisibilityTimeout } = input;
  const timeoutMs = VisibilityTimeout === undefined ? undefined : VisibilityTimeout * 1000;
  const received = queue.receive(MaxNumberOfMessages, timeoutMs);
  return received.length > 0 ? { Messages: received.map((message) => present(message, input)) } : {};
}

function present(message: QueuedMessage, input: ReceiveMessageRequest): Message {
  const { MessageSystemAttributeNames = [], AttributeNames = [], MessageAttributeNames = [] } = input;
  const Attributes = pick(systemAttributes(message), [...MessageSystemAttributeNames, ...AttributeNames]);
  const MessageAttributes = pick(message.attributes, MessageAttributeNames);
  const digest = md5OfAttributes(MessageAttributes);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(Object.keys(Attributes).length > 0 && { Attributes }),
    ...(digest !== undefined && { MessageAttributes, MD5OfMessageAttributes: digest }),
  };
}

/** The members that are asked for by name, by `All`, or by a prefix such as `trace.*`. */
function pick<T>(members: Readonly<Record<string, T>>, wanted: readonly string[]): Record<string, T> {
  const isWanted = (name: string): boolean =>
    wanted.some(
      (one) =>
        one === 'All' ||
        one === name ||
        (one.endsWith('*') && name.startsWith(one.slice(0, -1).replace(/\.$/, ''))),
    );
  return Object.fromEntries(Object.entries(members).filter(([name]) => isWanted(name)));
}
