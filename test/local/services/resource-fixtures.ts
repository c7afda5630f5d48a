import { createVirtualClock } from '../../../local/clock/virtual-clock.ts';
import type { CallContext } from '../../../local/contract.ts';
import { createJournal } from '../../../local/kernel/journal.ts';
import { createQueues } from '../../../local/services/sqs/queues.ts';
import type {
  QueueResource,
  SubscriptionResource,
  TopicResource,
} from '../../../local/template/deployment.ts';

export const startAt = Date.UTC(2026, 10, 24, 12);
export const accountId = '111122223333';
export const region = 'eu-west-1';

const located = { stackName: 'Test', logicalId: 'Test', region };

export const operator: CallContext = {
  region,
  accountId,
  partition: 'aws',
  principal: { kind: 'operator' },
  requestId: 'r',
};

export const queueArn = (name: string): string => `arn:aws:sqs:${region}:${accountId}:${name}`;
export const topicArn = (name: string): string => `arn:aws:sns:${region}:${accountId}:${name}`;

export function queueResource(name: string, rest: Partial<QueueResource> = {}): QueueResource {
  return {
    ...located,
    name,
    arn: queueArn(name),
    url: `https://sqs.${region}.amazonaws.com/${accountId}/${name}`,
    fifo: name.endsWith('.fifo'),
    contentBasedDeduplication: false,
    visibilityTimeoutMs: 30_000,
    delayMs: 0,
    retentionMs: 345_600_000,
    maximumMessageBytes: 1_048_576,
    redrive: undefined,
    kmsKey: undefined,
    policies: [],
    ...rest,
  };
}

export function topicResource(name: string, rest: Partial<TopicResource> = {}): TopicResource {
  const arn = topicArn(name);
  return {
    ...located,
    name,
    arn,
    fifo: false,
    displayName: undefined,
    kmsKey: undefined,
    policies: [],
    ...rest,
  };
}

export function subscriptionResource(rest: Partial<SubscriptionResource>): SubscriptionResource {
  return {
    ...located,
    arn: `${topicArn('alerts')}:s`,
    topicArn: topicArn('alerts'),
    protocol: 'email',
    endpoint: 'oncall@example.com',
    rawMessageDelivery: false,
    filterPolicy: undefined,
    filterPolicyScope: 'MessageAttributes',
    deadLetterArn: undefined,
    ...rest,
  };
}

/** A queue policy that lets a service send. */
export function admits(service: string, arn: string, sourceArn?: string) {
  return {
    name: `policy of ${arn}`,
    document: {
      Statement: {
        Effect: 'Allow' as const,
        Principal: { Service: service },
        Action: ['sqs:SendMessage', 'sns:Publish'],
        Resource: arn,
        ...(sourceArn !== undefined && { Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } } }),
      },
    },
  };
}

export function startQueues(resources: readonly QueueResource[]) {
  const clock = createVirtualClock({ startAt });
  const journal = createJournal(clock);
  const queues = createQueues({ deployment: { queues: resources, keys: [] }, clock, journal });
  const queue = (name: string) => {
    const found = queues.byArn(queueArn(name));
    if (!found) throw new Error(`No queue ${name}`);
    return found;
  };
  return { clock, journal, queues, queue };
}
