import { createHash } from 'node:crypto';
import { type Clock, type EpochMs, ServiceError } from '../../contract.ts';
import type { NextId } from '../../kernel/ids.ts';
import type { QueueResource } from '../../template/deployment.ts';
import type { MessageAttributes, QueuedMessage } from './message.ts';

export interface NewMessage {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  readonly senderId?: string;
  readonly delayMs?: number;
  readonly groupId?: string;
  readonly deduplicationId?: string;
}

export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  readonly oldestAgeMs: number;
  /** All that were ever sent; what another queue's redrive policy moves here does not count. */
  readonly sent: number;
}

export interface Queue {
  readonly resource: QueueResource;
  send(message: NewMessage): QueuedMessage;
  /** Takes a message as another queue had it: a redrive. */
  accept(message: QueuedMessage, deadLetterSourceArn: string | undefined): void;
  receive(maximum: number, visibilityTimeoutMs?: number): readonly QueuedMessage[];
  /** Deletes by receipt handle; a handle of a message that is gone is fine, one that never was is not. */
  remove(receiptHandle: string): void;
  changeVisibility(receiptHandle: string, timeoutMs: number): void;
  /** When a receive would next return something. */
  nextVisibleAt(): EpochMs | undefined;
  purge(): void;
  messages(): readonly QueuedMessage[];
  counts(): QueueCounts;
  /** Calls `listener` whenever messages came or became visible sooner. */
  onChange(listener: () => void): void;
}

export interface QueueDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly nextId: NextId;
  /** Moves a message that was received too often. */
  readonly giveUp: (message: QueuedMessage, queue: QueueResource) => void;
}

/** SQS forgets a deduplication id after five minutes. */
const deduplicationMs = 5 * 60_000;

export function createQueue(resource: QueueResource, { clock, nextId, giveUp }: QueueDeps): Queue {
  let stored: QueuedMessage[] = [];
  let sequence = 0;
  let sent = 0;
  const handles = new Set<string>();
  const seen = new Map<string, QueuedMessage>();
  const listeners: (() => void)[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  const unexpired = (): QueuedMessage[] => {
    stored = stored.filter(({ sentAt }) => sentAt + resource.retentionMs > clock.now());
    return stored;
  };

  const nextSequenceNumber = (): string | undefined => {
    if (!resource.fifo) return undefined;
    sequence += 1;
    return String(18_850_000_000_000_000_000n + BigInt(sequence));
  };

  const send = (message: NewMessage): QueuedMessage => {
    const deduplicationId = deduplicationIdOf(resource, message);
    const earlier = deduplicationId === undefined ? undefined : seen.get(deduplicationId);
    if (earlier && earlier.sentAt + deduplicationMs > clock.now()) return earlier;
    const queued: QueuedMessage = {
      id: nextId(),
      body: message.body,
      attributes: message.attributes ?? {},
      senderId: message.senderId ?? 'AIDALOCALOPERATOR',
      sentAt: clock.now(),
      groupId: message.groupId,
      deduplicationId,
      sequenceNumber: nextSequenceNumber(),
      deadLetterSourceArn: undefined,
      visibleAt: clock.now() + (message.delayMs ?? resource.delayMs),
      receiveCount: 0,
      firstReceivedAt: undefined,
      receiptHandle: undefined,
    };
    if (deduplicationId !== undefined) seen.set(deduplicationId, queued);
    stored.push(queued);
    sent += 1;
    changed();
    return queued;
  };

  const isInFlight = (message: QueuedMessage): boolean =>
    message.receiptHandle !== undefined && message.visibleAt > clock.now();

  /** Groups of which a message is in flight: none of their others may be received. */
  const blockedGroups = (): Set<string | undefined> =>
    new Set(resource.fifo ? stored.filter(isInFlight).map(({ groupId }) => groupId) : []);

  const receive: Queue['receive'] = (maximum, visibilityTimeoutMs = resource.visibilityTimeoutMs) => {
    const received: QueuedMessage[] = [];
    const blocked = blockedGroups();
    for (const message of [...unexpired()]) {
      if (received.length >= maximum) break;
      if (message.groupId !== undefined && blocked.has(message.groupId)) continue;
      if (message.visibleAt > clock.now()) {
        if (resource.fifo) blocked.add(message.groupId);
        continue;
      }
      if (resource.redrive && message.receiveCount >= resource.redrive.maxReceiveCount) {
        stored.splice(stored.indexOf(message), 1);
        giveUp(message, resource);
        continue;
      }
      message.receiveCount += 1;
      message.firstReceivedAt ??= clock.now();
      message.visibleAt = clock.now() + visibilityTimeoutMs;
      message.receiptHandle = `${nextId()}/${message.id}`;
      handles.add(message.receiptHandle);
      // A copy: a handle stays what it was when the message is received anew.
      received.push({ ...message });
    }
    return received;
  };

  const byHandle = (receiptHandle: string): QueuedMessage | undefined => {
    if (!handles.has(receiptHandle)) {
      throw new ServiceError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    }
    return stored.find((message) => message.receiptHandle === receiptHandle);
  };

  /** A group opens when all of it that is in flight has come back, or when its first message becomes visible. */
  const groupVisibleAt = (group: readonly QueuedMessage[]): EpochMs => {
    const inFlight = group.filter(isInFlight);
    if (inFlight.length === 0) return group[0]?.visibleAt ?? clock.now();
    return inFlight.reduce((latest, { visibleAt }) => Math.max(latest, visibleAt), clock.now());
  };

  const nextVisibleAt = (): EpochMs | undefined => {
    const messages = unexpired();
    const times = resource.fifo
      ? [...Map.groupBy(messages, ({ groupId }) => groupId).values()].map(groupVisibleAt)
      : messages.map(({ visibleAt }) => visibleAt);
    return times.length > 0 ? times.reduce((least, time) => Math.min(least, time)) : undefined;
  };

  return {
    resource,
    send,
    accept: (message, deadLetterSourceArn) => {
      const sequenceNumber = nextSequenceNumber();
      const visibleAt = clock.now();
      stored.push({ ...message, sequenceNumber, deadLetterSourceArn, visibleAt, receiptHandle: undefined });
      changed();
    },
    receive,
    remove: (receiptHandle) => {
      const message = byHandle(receiptHandle);
      if (!message) return;
      stored.splice(stored.indexOf(message), 1);
      if (resource.fifo) changed();
    },
    changeVisibility: (receiptHandle, timeoutMs) => {
      const message = byHandle(receiptHandle);
      if (!message || message.visibleAt <= clock.now()) {
        throw new ServiceError('MessageNotInflight', 'The message referred to is not in flight.');
      }
      message.visibleAt = clock.now() + timeoutMs;
      changed();
    },
    nextVisibleAt,
    purge: () => {
      stored = [];
    },
    messages: unexpired,
    counts: () => ({ ...countMessages(unexpired(), clock.now(), isInFlight), sent }),
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}

function countMessages(
  messages: readonly QueuedMessage[],
  now: EpochMs,
  isInFlight: (message: QueuedMessage) => boolean,
): Omit<QueueCounts, 'sent'> {
  const inFlight = messages.filter(isInFlight).length;
  const visible = messages.filter(({ visibleAt }) => visibleAt <= now).length;
  const oldestSentAt = messages.reduce((oldest, { sentAt }) => Math.min(oldest, sentAt), now);
  return {
    visible,
    inFlight,
    delayed: messages.length - visible - inFlight,
    oldestAgeMs: now - oldestSentAt,
  };
}

function deduplicationIdOf(resource: QueueResource, message: NewMessage): string | undefined {
  if (!resource.fifo) return undefined;
  if (message.groupId === undefined) {
    throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  }
  if (message.deduplicationId !== undefined) return message.deduplicationId;
  if (resource.contentBasedDeduplication) return createHash('sha256').update(message.body).digest('hex');
  throw new ServiceError(
    'InvalidParameterValue',
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}
