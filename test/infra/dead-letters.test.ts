import { describe, expect, it } from 'vitest';
import { type Properties, type Resource, synthesized } from './synthesized.ts';

const app = synthesized({ email: ['oncall@example.com', 'net@example.com'] });

const target = (reference: unknown): string =>
  String((reference as { readonly 'Fn::GetAtt'?: readonly string[] } | undefined)?.['Fn::GetAtt']?.[0]);

const queue = (reference: unknown): Resource | undefined =>
  app.ofType('AWS::SQS::Queue').find(({ logicalId }) => logicalId === target(reference));

const fourteenDaysSeconds = 14 * 86_400;

/** Whatever hands on something without waiting for the answer, and where it leaves what fails. */
const asynchronousPaths: readonly (readonly [string, unknown])[] = [
  ...app
    .ofType('AWS::Events::Rule')
    .flatMap(({ logicalId, properties }) =>
      (properties['Targets'] as readonly Properties[]).map(
        (one) => [`rule ${logicalId}`, (one['DeadLetterConfig'] as Properties | undefined)?.['Arn']] as const,
      ),
    ),
  ...app
    .ofType('AWS::Lambda::EventInvokeConfig')
    .map(
      ({ logicalId, properties }) =>
        [`invocation ${logicalId}`, at(properties, 'DestinationConfig', 'OnFailure', 'Destination')] as const,
    ),
  ...app
    .ofType('AWS::SNS::Subscription')
    .map(
      ({ logicalId, properties }) =>
        [`subscription ${logicalId}`, at(properties, 'RedrivePolicy', 'deadLetterTargetArn')] as const,
    ),
  ...app
    .ofType('AWS::Lambda::EventSourceMapping')
    .map(
      ({ logicalId, properties }) =>
        [
          `queue of ${logicalId}`,
          at(queue(properties['EventSourceArn'])?.properties ?? {}, 'RedrivePolicy', 'deadLetterTargetArn'),
        ] as const,
    ),
];

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner, key) => (inner as Properties | undefined)?.[key], value);
}

it.each(asynchronousPaths)('%s has a dead-letter queue that keeps messages for 14 days', (_, reference) => {
  expect(queue(reference)?.properties['MessageRetentionPeriod']).toBe(fourteenDaysSeconds);
});

it('six rules, four invocations, five subscriptions and three queues were looked at', () => {
  expect(asynchronousPaths).toHaveLength(6 + 4 + 5 + 3);
});

it('every function that a rule calls says how often and how long it is tried', () => {
  const called = app
    .ofType('AWS::Events::Rule')
    .flatMap(({ properties }) =>
      (properties['Targets'] as readonly Properties[]).map((one) => target(one['Arn'])),
    );
  const configured = app.ofType('AWS::Lambda::EventInvokeConfig').map(({ properties }) => {
    expect(properties['MaximumRetryAttempts']).toBeTypeOf('number');
    expect(properties['MaximumEventAgeInSeconds']).toBeTypeOf('number');
    return (properties['FunctionName'] as { readonly Ref: string }).Ref;
  });
  expect(configured.sort()).toEqual([...new Set(called)].sort());
});

it('every rule target says how often and how long it is tried', () => {
  for (const { properties } of app.ofType('AWS::Events::Rule')) {
    for (const one of properties['Targets'] as readonly Properties[]) {
      expect(one['RetryPolicy']).toEqual({
        MaximumEventAgeInSeconds: expect.any(Number),
        MaximumRetryAttempts: expect.any(Number),
      });
    }
  }
});

describe('queues that functions work on', () => {
  it.each(app.ofType('AWS::Lambda::EventSourceMapping').map((one) => [one.logicalId, one] as const))(
    '%s reports what failed, and hides a message for six times the time-out of its function',
    (_, { properties }) => {
      expect(properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
      const fn = app
        .ofType('AWS::Lambda::Function')
        .find(({ logicalId }) => logicalId === (properties['FunctionName'] as { readonly Ref: string }).Ref);
      expect(queue(properties['EventSourceArn'])?.properties['VisibilityTimeout']).toBe(
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
      .filter(({ properties }) => target(properties['EventSourceArn']) === fifo[1]?.logicalId);
    expect(mapping?.properties['BatchSize']).toBe(1);
  });

  it('Slack gets thirty tries', () => {
    const slack = app
      .ofType('AWS::SQS::Queue')
      .find(({ logicalId }) => /^SlackAnnouncements/.test(logicalId));
    expect(at(slack?.properties, 'RedrivePolicy', 'maxReceiveCount')).toBe(30);
  });
});
