import { describe, expect, it } from 'vitest';
import { createSubscriberDelivery } from '../../../../local/services/sns/deliver.ts';
import { passesFilter } from '../../../../local/services/sns/filter-policy.ts';
import type { Publication } from '../../../../local/services/sns/publication.ts';
import { createTopics } from '../../../../local/services/sns/topics.ts';
import type {
  KeyResource,
  SubscriptionResource,
  TopicResource,
} from '../../../../local/template/deployment.ts';
import {
  accountId,
  admits,
  queueArn,
  queueResource,
  region,
  startQueues,
  subscriptionResource,
  topicArn,
  topicResource,
} from '../resource-fixtures.ts';

const alerts = topicArn('alerts');
const toQueue = (name: string, rest: Partial<SubscriptionResource> = {}): SubscriptionResource =>
  subscriptionResource({ protocol: 'sqs', endpoint: queueArn(name), ...rest });

function start(
  subscriptions: SubscriptionResource[],
  topic: Partial<TopicResource> = {},
  keys: KeyResource[] = [],
) {
  const admitted = (name: string) =>
    queueResource(name, { policies: [admits('sns.amazonaws.com', queueArn(name), alerts)] });
  const started = startQueues([admitted('q'), admitted('dlq'), queueResource('closed')]);
  const { clock, journal, queues } = started;
  const deliver = createSubscriberDelivery({
    queues,
    journal,
    findFunction: () => undefined,
    invokeAsync: () => {},
    accountId,
  });
  const deployment = { topics: [topicResource('alerts', topic)], subscriptions, keys };
  const topics = createTopics({ deployment, clock, journal, deliver });
  const publish = (publication: Partial<Publication>) =>
    topics.publish(alerts, { message: 'text', ...publication });
  return { ...started, topics, publish };
}

describe('a published message', () => {
  it('reaches a queue in an envelope, or raw with its attributes', () => {
    const { publish, queue } = start([toQueue('q'), toQueue('dlq', { rawMessageDelivery: true })]);
    const attributes = { kind: { DataType: 'String', StringValue: 'outage' } };
    const { messageId } = publish({ subject: 'Down', attributes });
    const [enveloped] = queue('q').messages();
    expect(JSON.parse(enveloped?.body ?? '')).toMatchObject({
      Type: 'Notification',
      MessageId: messageId,
      TopicArn: alerts,
      Subject: 'Down',
      Message: 'text',
      Timestamp: '2026-11-24T12:00:00.000Z',
      MessageAttributes: { kind: { Type: 'String', Value: 'outage' } },
    });
    expect(queue('dlq').messages()).toMatchObject([{ body: 'text', attributes }]);
  });

  it('has a text for each protocol if its structure is json', () => {
    const { publish, queue, journal } = start([
      toQueue('q', { rawMessageDelivery: true }),
      subscriptionResource({}),
    ]);
    publish({
      message: JSON.stringify({ default: 'for people', sqs: '{"for":"machines"}' }),
      structure: 'json',
    });
    expect(queue('q').messages()).toMatchObject([{ body: '{"for":"machines"}' }]);
    expect(journal.of('sns.message')).toMatchObject([
      { topic: 'alerts', protocol: 'email', endpoint: 'oncall@example.com', message: 'for people' },
    ]);
    expect(journal.of('sns.published')).toHaveLength(1);
  });

  it.each<[string, Partial<Publication>, string]>([
    ['an empty message', { message: '' }, 'Empty message'],
    ['a subject of 100 characters', { subject: 'x'.repeat(100) }, 'Subject'],
    ['an empty subject', { subject: '' }, 'Subject'],
    ['a line break in the subject', { subject: 'a\nb' }, 'Subject'],
    ['a control character in the subject', { subject: 'a\u0007' }, 'Subject'],
    ['more than 256 KB', { message: 'x'.repeat(262_145) }, 'Message too long'],
    ['json that is none', { message: 'x', structure: 'json' }, 'JSON message body failed to parse'],
    ['json without a default', { message: '{"sqs":"x"}', structure: 'json' }, 'No default entry'],
    [
      'an attribute without a value',
      { attributes: { a: { DataType: 'String', StringValue: '' } } },
      'non-empty value',
    ],
  ])('is refused for %s', (_name, publication, reason) => {
    const { publish, journal } = start([subscriptionResource({})]);
    expect(() => publish(publication)).toThrow(reason);
    expect(journal.entries).toEqual([]);
  });

  it('may have a subject of 99 characters and a message of 256 KB', () => {
    const { publish, journal } = start([]);
    publish({ subject: '✆'.repeat(99), message: 'x'.repeat(262_144) });
    expect(journal.of('sns.published')).toHaveLength(1);
  });

  it('goes to the dead-letter queue if the queue does not admit the topic', () => {
    const { publish, queue, journal } = start([toQueue('closed', { deadLetterArn: queueArn('dlq') })]);
    publish({});
    expect(queue('closed').messages()).toEqual([]);
    expect(queue('dlq').messages()).toHaveLength(1);
    expect(journal.of('sns.undelivered')).toMatchObject([{ endpoint: queueArn('closed'), deadLetter: true }]);
    expect(journal.of('access.denied')).toMatchObject([
      { principal: 'sns.amazonaws.com', action: 'sqs:SendMessage' },
    ]);
  });
});

describe('a filter policy', () => {
  const attributes = {
    kind: { DataType: 'String', StringValue: 'outage' },
    count: { DataType: 'Number', StringValue: '3' },
    tags: { DataType: 'String.Array', StringValue: '["a", true, 7]' },
  };
  it.each<[string, Record<string, unknown>, boolean]>([
    ['an exact value', { kind: ['outage', 'x'] }, true],
    ['another value', { kind: ['x'] }, false],
    ['an absent attribute', { severity: ['critical'] }, false],
    ['prefix', { kind: [{ prefix: 'out' }] }, true],
    ['suffix', { kind: [{ suffix: 'age' }] }, true],
    ['anything-but', { kind: [{ 'anything-but': ['notice'] }] }, true],
    ['anything-but a prefix', { kind: [{ 'anything-but': { prefix: 'out' } }] }, false],
    ['equals-ignore-case', { kind: [{ 'equals-ignore-case': 'OUTAGE' }] }, true],
    ['a number', { count: [3] }, true],
    ['a number is not text', { count: ['3'] }, false],
    ['numeric', { count: [{ numeric: ['>', 2, '<', 4] }] }, true],
    ['an element of an array', { tags: [7] }, true],
    ['a boolean of an array', { tags: [true] }, true],
    ['exists', { kind: [{ exists: true }], other: [{ exists: false }] }, true],
    ['$or', { $or: [{ kind: ['x'] }, { count: [3] }] }, true],
    ['all attributes', { kind: ['outage'], count: [4] }, false],
  ])('on attributes decides by %s', (_name, filterPolicy, passes) => {
    expect(passesFilter({ filterPolicy, filterPolicyScope: 'MessageAttributes' }, 'text', attributes)).toBe(
      passes,
    );
  });

  it('on attributes lets nothing through that has none, not even where it asks for their absence', () => {
    const filterPolicy = { other: [{ exists: false }] };
    expect(passesFilter({ filterPolicy, filterPolicyScope: 'MessageAttributes' }, 'text', {})).toBe(false);
  });

  it.each([
    ['{"detail":{"kind":"outage"}}', true],
    ['{"detail":{"kind":"x"}}', false],
    ['{"detail":{"kind":["x","outage"]}}', true],
    ['no json', false],
    ['[1]', false],
  ])('on the body %s lets it through: %s', (body, passes) => {
    const filterPolicy = { detail: { kind: ['outage'] } };
    expect(passesFilter({ filterPolicy, filterPolicyScope: 'MessageBody' }, body, {})).toBe(passes);
  });
});

describe('a service that publishes', () => {
  const alarm = {
    service: 'cloudwatch.amazonaws.com',
    sourceArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a',
    accountId,
  };
  const admitting = { policies: [admits(alarm.service, alerts, alarm.sourceArn)] };
  const key = (service?: string): KeyResource => ({
    stackName: 'Test',
    logicalId: 'Key',
    region,
    id: 'k',
    arn: `arn:aws:kms:${region}:${accountId}:key/k`,
    aliases: ['alias/tunnelkeeper'],
    policy: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: service ?? 'x' },
          Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
          Resource: '*',
        },
      ],
    },
  });

  it.each<[string, Partial<TopicResource>, KeyResource[], string | undefined]>([
    ['is admitted by the topic policy', admitting, [], undefined],
    ['is refused without one', {}, [], 'no resource-based policy allows sns:Publish'],
    [
      'is refused for another alarm',
      { policies: [admits(alarm.service, alerts, 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:b')] },
      [],
      'no resource-based policy',
    ],
    [
      'is admitted by the key policy',
      { ...admitting, kmsKey: 'alias/tunnelkeeper' },
      [key(alarm.service)],
      undefined,
    ],
    [
      'is refused by a key policy that does not name it',
      { ...admitting, kmsKey: 'k' },
      [key()],
      'does not let cloudwatch.amazonaws.com do kms:GenerateDataKey',
    ],
    [
      'is refused by the key that AWS manages',
      { ...admitting, kmsKey: 'alias/aws/sns' },
      [],
      'admits no cloudwatch.amazonaws.com',
    ],
  ])('%s', (_name, topic, keys, why) => {
    const { topics, journal } = start([], topic, keys);
    const result = topics.publishAsService(alerts, alarm, { message: 'ALARM' });
    if (why === undefined) expect(result).toEqual({ delivered: true });
    else expect(result).toMatchObject({ delivered: false, why: expect.stringContaining(why) });
    expect(journal.of('sns.published')).toHaveLength(why === undefined ? 1 : 0);
    expect(journal.of('access.denied')).toHaveLength(why === undefined ? 0 : 1);
  });
});
