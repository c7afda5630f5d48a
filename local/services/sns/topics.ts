import { type Clock, type Journal, ServiceError } from '../../contract.ts';
import { findKey, serviceKeyDenial } from '../../iam/encryption-key.ts';
import { resourceDenial, type ServiceCaller, serviceConditions } from '../../iam/resource-access.ts';
import { createIds } from '../../kernel/ids.ts';
import type {
  Deployment,
  KeyResource,
  SubscriptionResource,
  TopicResource,
} from '../../template/deployment.ts';
import { checkPattern } from '../events/pattern.ts';
import type { ServiceDelivery } from '../sqs/queues.ts';
import type { Notification } from './envelope.ts';
import { passesFilter } from './filter-policy.ts';
import { checkPublication, type Publication, textFor } from './publication.ts';

/** All topics of the account. */
export interface Topics {
  readonly all: readonly TopicResource[];
  byArn(topicArn: string): TopicResource | undefined;
  subscriptions(topicArn?: string): readonly SubscriptionResource[];
  subscribe(subscription: SubscriptionResource): void;
  /** Publishes for a caller whose permission has been checked; throws a `ServiceError` as SNS answers. */
  publish(topicArn: string, publication: Publication): { readonly messageId: string };
  /** Publishes as an AWS service: the topic's policy, and that of its key, must admit it. */
  publishAsService(topicArn: string, caller: ServiceCaller, publication: Publication): ServiceDelivery;
  /** The customer's key that a topic is encrypted with. */
  keyOf(topic: TopicResource): KeyResource | undefined;
}

export interface TopicsOptions {
  readonly deployment: Pick<Deployment, 'topics' | 'subscriptions' | 'keys'>;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Hands a notification to one subscriber. */
  readonly deliver: (subscription: SubscriptionResource, notification: Notification) => void;
}

export function createTopics({ deployment, clock, journal, deliver }: TopicsOptions): Topics {
  const subscriptions = [...deployment.subscriptions];
  for (const { filterPolicy } of subscriptions) if (filterPolicy) checkPattern(filterPolicy);
  const nextId = createIds('notification');
  const byArn = (topicArn: string): TopicResource | undefined =>
    deployment.topics.find(({ arn }) => arn === topicArn);

  const publish: Topics['publish'] = (topicArn, publication) => {
    const topic = byArn(topicArn);
    if (!topic) throw new ServiceError('NotFound', 'Topic does not exist', 404);
    checkPublication(publication);
    const messageId = nextId();
    const publishedAt = new Date(clock.now()).toISOString();
    const { subject, message, attributes = {} } = publication;
    journal.record('sns.published', {
      topic: topic.name,
      topicArn,
      messageId,
      subject,
      message,
      attributes: plain(attributes),
    });
    for (const subscription of subscriptions.filter((one) => one.topicArn === topicArn)) {
      const text = textFor(subscription.protocol, publication);
      if (!passesFilter(subscription, text, attributes)) continue;
      deliver(subscription, {
        messageId,
        topicArn,
        subscriptionArn: subscription.arn,
        publishedAt,
        text,
        publication,
      });
    }
    return { messageId };
  };

  const denial = (topic: TopicResource, caller: ServiceCaller): string | undefined =>
    resourceDenial(topic.policies, caller, 'sns:Publish', topic.arn) ??
    serviceKeyDenial(deployment.keys, topic, caller.service, serviceConditions(caller));

  return {
    all: deployment.topics,
    byArn,
    subscriptions: (topicArn) =>
      subscriptions.filter((one) => topicArn === undefined || one.topicArn === topicArn),
    subscribe: (subscription) => {
      subscriptions.push(subscription);
    },
    publish,
    keyOf: (topic) => findKey(deployment.keys, topic.kmsKey, topic.region),
    publishAsService: (topicArn, caller, publication) => {
      const topic = byArn(topicArn);
      if (!topic) return { delivered: false, code: 'NO_RESOURCE', why: `topic ${topicArn} does not exist` };
      const why = denial(topic, caller);
      if (why !== undefined) {
        journal.record('access.denied', {
          principal: caller.service,
          action: 'sns:Publish',
          resource: topicArn,
          why,
        });
        return { delivered: false, code: 'NO_PERMISSIONS', why };
      }
      try {
        publish(topicArn, publication);
        return { delivered: true };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        return { delivered: false, code: 'REJECTED', why: error.message };
      }
    },
  };
}

/** Attributes as name and value, for the journal. */
export function plain(attributes: Publication['attributes'] = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { StringValue, BinaryValue }]) => [
      name,
      StringValue ?? Buffer.from(BinaryValue ?? []).toString('base64'),
    ]),
  );
}
