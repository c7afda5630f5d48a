import { describe, expect, it } from 'vitest';
import { arnOf, at, queueOf, targetsOf } from './asynchronous-paths.ts';
import { synthesized } from './synthesized.ts';

const app = synthesized();

it('every function that a rule or CloudFormation calls says how often and how long it is tried', () => {
  const called = app
    .ofType('AWS::Events::Rule')
    .flatMap(({ properties }) => targetsOf(properties).map((target) => arnOf(target['Arn'])));
  const behind = app
    .ofType('Custom::TunnelkeeperSetup')
    .map(({ properties }) => arnOf(properties['ServiceToken']));
  const configured = app.ofType('AWS::Lambda::EventInvokeConfig').map(({ properties }) => {
    expect(properties['MaximumRetryAttempts']).toBeTypeOf('number');
    expect(properties['MaximumEventAgeInSeconds']).toBeTypeOf('number');
    return (properties['FunctionName'] as { readonly Ref: string }).Ref;
  });
  expect(configured.sort()).toEqual([...new Set([...called, ...behind])].sort());
});

describe('queues that functions work on', () => {
  it.each(app.ofType('AWS::Lambda::EventSourceMapping').map((one) => [one.logicalId, one] as const))(
    '%s reports what failed, and hides a message for six times the time-out of its function',
    (_, { properties }) => {
      expect(properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
      const fn = app
        .ofType('AWS::Lambda::Function')
        .find(({ logicalId }) => logicalId === (properties['FunctionName'] as { readonly Ref: string }).Ref);
      expect(queueOf(app, properties['EventSourceArn'])?.properties['VisibilityTimeout']).toBe(
        6 * Number(fn?.properties['Timeout']),
      );
    },
  );

  it('restarts come one at a time and in order', () => {
    const fifo = app.ofType('AWS::SQS::Queue').filter(({ properties }) => properties['FifoQueue'] === true);
    expect(fifo.map(({ logicalId }) => logicalId.replace(/.{8}$/, ''))).toEqual([
      'RestartsFailedRequests',
      'RestartsRequests',
    ]);
    const requests = fifo[1]?.properties ?? {};
    expect(requests['ContentBasedDeduplication']).toBe(false);
    const [mapping] = app
      .ofType('AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => arnOf(properties['EventSourceArn']) === fifo[1]?.logicalId);
    expect(mapping?.properties['BatchSize']).toBe(1);
  });

  it('Slack is tried for as long as SQS keeps anything, and as often as it lets', () => {
    const slack = app
      .ofType('AWS::SQS::Queue')
      .find(({ logicalId }) => /^SlackAnnouncements/.test(logicalId));
    expect(at(slack?.properties, 'RedrivePolicy', 'maxReceiveCount')).toBe(1_000);
    expect(slack?.properties['MessageRetentionPeriod']).toBe(14 * 86_400);
  });
});
