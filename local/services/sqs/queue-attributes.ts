import type { GetQueueAttributesRequest } from '@aws-sdk/client-sqs';
import type { Queue } from './queue.ts';

/** `GetQueueAttributes`. */
export function queueAttributes(queue: Queue, { AttributeNames = [] }: GetQueueAttributesRequest) {
  const wanted = new Set<string>(AttributeNames);
  const all = Object.entries(attributesOf(queue));
  const chosen = all.filter(([name]) => wanted.has('All') || wanted.has(name));
  return chosen.length > 0 ? { Attributes: Object.fromEntries(chosen) } : {};
}

function attributesOf(queue: Queue): Record<string, string> {
  const { resource } = queue;
  const { visible, inFlight, delayed } = queue.counts();
  return {
    QueueArn: resource.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: seconds(resource.visibilityTimeoutMs),
    DelaySeconds: seconds(resource.delayMs),
    MessageRetentionPeriod: seconds(resource.retentionMs),
    MaximumMessageSize: String(resource.maximumMessageBytes),
    ReceiveMessageWaitTimeSeconds: '0',
    ...(resource.fifo && {
      FifoQueue: 'true',
      ContentBasedDeduplication: String(resource.contentBasedDeduplication),
    }),
    ...(resource.redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: resource.redrive.deadLetterArn,
        maxReceiveCount: resource.redrive.maxReceiveCount,
      }),
    }),
    ...(resource.kmsKey === undefined
      ? { SqsManagedSseEnabled: 'true' }
      : { KmsMasterKeyId: resource.kmsKey }),
    ...(resource.policies[0] && { Policy: JSON.stringify(resource.policies[0].document) }),
  };
}

function seconds(ms: number): string {
  return String(ms / 1000);
}
