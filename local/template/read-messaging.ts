import type { NamedPolicy } from '../iam/policy-document.ts';
import type { QueueResource, SubscriptionResource, TopicResource } from './deployment.ts';
import { located } from './located.ts';
import {
  isTrue,
  listAt,
  objectAt,
  objectsAt,
  optionalNumber,
  optionalString,
  type Properties,
  policyAt,
  requiredString,
} from './properties.ts';
import { queueUrl } from './resource-types.ts';
import type { ResolvedResource } from './stack-scope.ts';

const fourDaysSeconds = 345_600;

export function readQueue(resource: ResolvedResource, policies: readonly ResolvedResource[]): QueueResource {
  const { properties, name, arn, stack } = resource;
  const url = queueUrl(resource, stack.place);
  return {
    ...located(resource),
    name,
    arn,
    url,
    fifo: isTrue(properties, 'FifoQueue'),
    contentBasedDeduplication: isTrue(properties, 'ContentBasedDeduplication'),
    visibilityTimeoutMs: (optionalNumber(properties, 'VisibilityTimeout') ?? 30) * 1000,
    delayMs: (optionalNumber(properties, 'DelaySeconds') ?? 0) * 1000,
    retentionMs: (optionalNumber(properties, 'MessageRetentionPeriod') ?? fourDaysSeconds) * 1000,
    maximumMessageBytes: optionalNumber(properties, 'MaximumMessageSize') ?? 1_048_576,
    redrive: readRedrive(properties),
    kmsKey: optionalString(properties, 'KmsMasterKeyId'),
    policies: policiesOf(policies, 'Queues', url),
  };
}

function readRedrive(properties: Properties): QueueResource['redrive'] {
  if (properties['RedrivePolicy'] === undefined) return undefined;
  const policy = objectAt(properties, 'RedrivePolicy');
  return {
    deadLetterArn: requiredString(policy, 'deadLetterTargetArn'),
    maxReceiveCount: optionalNumber(policy, 'maxReceiveCount') ?? 10,
  };
}

export function readTopic(resource: ResolvedResource, policies: readonly ResolvedResource[]): TopicResource {
  const { properties, name, arn } = resource;
  return {
    ...located(resource),
    name,
    arn,
    fifo: isTrue(properties, 'FifoTopic'),
    displayName: optionalString(properties, 'DisplayName'),
    kmsKey: optionalString(properties, 'KmsMasterKeyId'),
    policies: policiesOf(policies, 'Topics', arn),
  };
}

/** The policies that name a resource in their `Queues` or `Topics`. */
function policiesOf(policies: readonly ResolvedResource[], member: string, reference: string): NamedPolicy[] {
  return policies
    .filter(({ properties }) => listAt(properties, member).includes(reference))
    .map(({ logicalId, properties }) => ({
      name: logicalId,
      document: policyAt(properties, 'PolicyDocument'),
    }));
}

export function readSubscriptions(resource: ResolvedResource): readonly SubscriptionResource[] {
  return [readSubscription(resource, resource.properties, resource.name)];
}

/** Subscriptions that a topic declares inline. */
export function readInlineSubscriptions(topic: ResolvedResource): readonly SubscriptionResource[] {
  return objectsAt(topic.properties, 'Subscription').map((inline, index) =>
    readSubscription(topic, { ...inline, TopicArn: topic.arn }, `inline-${index}`),
  );
}

function readSubscription(
  resource: ResolvedResource,
  properties: Properties,
  id: string,
): SubscriptionResource {
  const topicArn = requiredString(properties, 'TopicArn');
  const scope = optionalString(properties, 'FilterPolicyScope') ?? 'MessageAttributes';
  return {
    ...located(resource),
    arn: `${topicArn}:${id}`,
    topicArn,
    protocol: requiredString(properties, 'Protocol'),
    endpoint: requiredString(properties, 'Endpoint'),
    rawMessageDelivery: isTrue(properties, 'RawMessageDelivery'),
    filterPolicy: properties['FilterPolicy'] === undefined ? undefined : objectAt(properties, 'FilterPolicy'),
    filterPolicyScope: scope === 'MessageBody' ? 'MessageBody' : 'MessageAttributes',
    deadLetterArn: optionalString(objectAt(properties, 'RedrivePolicy'), 'deadLetterTargetArn'),
  };
}
