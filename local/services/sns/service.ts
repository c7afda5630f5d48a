import type { PublishBatchInput, PublishInput, SubscribeInput } from '@aws-sdk/client-sns';
import { type CallContext, type RequiredPermission, type Service, ServiceError } from '../../contract.ts';
import { keyPermissions } from '../../iam/encryption-key.ts';
import { createIds } from '../../kernel/ids.ts';
import type { SubscriptionResource, TopicResource } from '../../template/deployment.ts';
import { batch } from '../sqs/batch.ts';
import type { Publication } from './publication.ts';
import type { Topics } from './topics.ts';

interface OnTopic {
  readonly TopicArn?: string | undefined;
}

/** The SNS API over the account's topics. */
export function createSnsService(topics: Topics): Service {
  const nextId = createIds('subscription');

  const topicOf = ({ TopicArn }: OnTopic): TopicResource => {
    const topic = topics.byArn(TopicArn ?? '');
    if (topic) return topic;
    throw new ServiceError('NotFound', 'Topic does not exist', 404);
  };
  const publish = (input: Partial<PublishInput>) => {
    if (input.TopicArn === undefined) {
      throw new ServiceError('InvalidParameter', 'Invalid parameter: TopicArn');
    }
    return { MessageId: topics.publish(input.TopicArn, publicationOf(input)).messageId };
  };

  return {
    name: 'sns',
    operations: {
      Publish: publish,
      PublishBatch: ({ TopicArn, PublishBatchRequestEntries }: PublishBatchInput) => {
        topicOf({ TopicArn });
        return batch(PublishBatchRequestEntries, ({ Id: _id, ...entry }) => publish({ ...entry, TopicArn }));
      },
      ListTopics: (_input, { region }) => ({
        Topics: topics.all.filter((topic) => topic.region === region).map(({ arn }) => ({ TopicArn: arn })),
      }),
      ListSubscriptions: (_input, context) => ({
        Subscriptions: topics
          .subscriptions()
          .filter(({ region }) => region === context.region)
          .map((one) => present(one, context)),
      }),
      ListSubscriptionsByTopic: (input: OnTopic, context) => ({
        Subscriptions: topics.subscriptions(topicOf(input).arn).map((one) => present(one, context)),
      }),
      GetTopicAttributes: (input: OnTopic, context) => ({
        Attributes: topicAttributes(topicOf(input), topics, context),
      }),
      Subscribe: (input: SubscribeInput) => {
        const subscription = subscriptionOf(topicOf(input), input, nextId());
        topics.subscribe(subscription);
        return { SubscriptionArn: subscription.arn };
      },
    },
    permissions: (operation, input) => permissionsFor(operation, input as OnTopic, topics),
  };
}

function permissionsFor(
  operation: string,
  { TopicArn }: OnTopic,
  topics: Topics,
): readonly RequiredPermission[] {
  const action = operation === 'PublishBatch' ? 'Publish' : operation;
  const topic = topics.byArn(TopicArn ?? '');
  return [
    { action: `sns:${action}`, resources: [TopicArn ?? '*'] },
    ...(action === 'Publish' && topic ? keyPermissions(topics.keyOf(topic)) : []),
  ];
}

function publicationOf(input: Partial<PublishInput>): Publication {
  return {
    message: input.Message ?? '',
    subject: input.Subject,
    attributes: input.MessageAttributes,
    structure: input.MessageStructure,
    groupId: input.MessageGroupId,
    deduplicationId: input.MessageDeduplicationId,
  };
}

function present({ arn, protocol, endpoint, topicArn }: SubscriptionResource, { accountId }: CallContext) {
  return {
    SubscriptionArn: arn,
    Owner: accountId,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  };
}

function topicAttributes(topic: TopicResource, topics: Topics, { accountId }: CallContext) {
  return {
    TopicArn: topic.arn,
    Owner: accountId,
    DisplayName: topic.displayName ?? '',
    SubscriptionsConfirmed: String(topics.subscriptions(topic.arn).length),
    SubscriptionsPending: '0',
    SubscriptionsDeleted: '0',
    ...(topic.kmsKey !== undefined && { KmsMasterKeyId: topic.kmsKey }),
    ...(topic.policies[0] && { Policy: JSON.stringify(topic.policies[0].document) }),
  };
}

function subscriptionOf(
  topic: TopicResource,
  { Protocol = '', Endpoint = '', Attributes = {} }: SubscribeInput,
  id: string,
): SubscriptionResource {
  const filterPolicy = Attributes['FilterPolicy'];
  const redrive = Attributes['RedrivePolicy'];
  return {
    stackName: topic.stackName,
    logicalId: id,
    region: topic.region,
    arn: `${topic.arn}:${id}`,
    topicArn: topic.arn,
    protocol: Protocol,
    endpoint: Endpoint,
    rawMessageDelivery: Attributes['RawMessageDelivery'] === 'true',
    filterPolicy: filterPolicy === undefined ? undefined : JSON.parse(filterPolicy),
    filterPolicyScope:
      Attributes['FilterPolicyScope'] === 'MessageBody' ? 'MessageBody' : 'MessageAttributes',
    deadLetterArn: redrive === undefined ? undefined : JSON.parse(redrive).deadLetterTargetArn,
  };
}
