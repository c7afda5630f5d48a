import { describe, expect, it } from 'vitest';
import { mailKinds } from '../../shared/contracts/message-attributes.ts';
import { policyStatements } from './policies.ts';
import { synthesized } from './synthesized.ts';

const app = synthesized({ email: ['oncall@example.com'] });
const subscriptions = app.ofType('AWS::SNS::Subscription').map(({ properties }) => properties);
const [mainTopic, mailTopic] = ['AnnouncementsTopic', 'AnnouncementsAlarmMailTopic'].map(
  (prefix) =>
    app.ofType('AWS::SNS::Topic').find(({ logicalId }) => logicalId.replace(/.{8}$/, '') === prefix)
      ?.logicalId,
);

it('Slack gets everything that is published, as it was published', () => {
  const [slack, ...others] = subscriptions.filter(({ Protocol }) => Protocol === 'sqs');
  expect(others).toEqual([]);
  expect(slack).toMatchObject({ TopicArn: { Ref: mainTopic }, RawMessageDelivery: true });
  expect(slack).not.toHaveProperty('FilterPolicy');
});

describe('an address', () => {
  const mails = subscriptions.filter(({ Protocol }) => Protocol === 'email');

  it('gets what an inbox wants', () => {
    expect(
      mails.find(({ TopicArn }) => JSON.stringify(TopicArn) === JSON.stringify({ Ref: mainTopic })),
    ).toMatchObject({
      Endpoint: 'oncall@example.com',
      FilterPolicy: { kind: [...mailKinds, { prefix: 'notice.' }], gatheredIn: [{ exists: false }] },
    });
  });

  it('gets alarms about ourselves over a topic without a filter, since they carry no attributes', () => {
    const mail = mails.find(
      ({ TopicArn }) => JSON.stringify(TopicArn) === JSON.stringify({ Ref: mailTopic }),
    );
    expect(mail).toMatchObject({ Endpoint: 'oncall@example.com' });
    expect(mail).not.toHaveProperty('FilterPolicy');
    for (const alarm of app.ofType('AWS::CloudWatch::Alarm')) {
      expect(alarm.properties['AlarmActions']).toEqual([{ Ref: mainTopic }, { Ref: mailTopic }]);
    }
  });
});

it('without addresses there is one topic', () => {
  expect(synthesized().ofType('AWS::SNS::Topic')).toHaveLength(1);
});

it('alarms about ourselves may publish, and no other alarm', () => {
  const policies = app.ofType('AWS::SNS::TopicPolicy');
  expect(policies).toHaveLength(2);
  for (const policy of policies) {
    const allowed = policyStatements(policy).filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toHaveLength(1);
    expect(allowed[0]).toMatchObject({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
    });
    expect(JSON.stringify(allowed[0]?.Condition)).toContain(':alarm:tunnelkeeper/self/*');
  }
});
