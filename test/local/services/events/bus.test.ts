import { describe, expect, it } from 'vitest';
import type { BusEvent, Operation } from '../../../../local/contract.ts';
import { createEventBus } from '../../../../local/services/events/bus.ts';
import type { DeliveryResult } from '../../../../local/services/events/deliver.ts';
import { attemptDelivery } from '../../../../local/services/events/delivery-attempts.ts';
import { createEventsService } from '../../../../local/services/events/service.ts';
import type { RoleResource, RuleResource, RuleTarget } from '../../../../local/template/deployment.ts';
import {
  accountId,
  admits,
  operator,
  queueArn,
  queueResource,
  startAt,
  startQueues,
} from '../resource-fixtures.ts';

const event: BusEvent = {
  version: '0',
  id: 'e-1',
  'detail-type': 'Test',
  source: 'test',
  account: accountId,
  time: '2026-11-24T12:00:00Z',
  region: 'eu-west-1',
  detail: { n: 1 },
};

const target = (arn: string, rest: Partial<RuleTarget> = {}): RuleTarget => ({
  id: 't',
  arn,
  roleArn: undefined,
  input: undefined,
  inputPath: undefined,
  inputTransformer: undefined,
  messageGroupId: undefined,
  maximumRetryAttempts: 185,
  maximumEventAgeMs: 86_400_000,
  deadLetterArn: undefined,
  ...rest,
});

const rule = (name: string, region: string, targets: RuleTarget[]): RuleResource => ({
  stackName: 'Test',
  logicalId: name,
  region,
  name,
  arn: `arn:aws:events:${region}:${accountId}:rule/${name}`,
  busName: 'default',
  enabled: true,
  eventPattern: { source: ['test'] },
  scheduleExpression: undefined,
  targets,
});

const admitted = (name: string) =>
  queueResource(name, { policies: [admits('events.amazonaws.com', queueArn(name))] });

type Role = Pick<RoleResource, 'arn' | 'trust'>;

function start(rules: RuleResource[], roles: Role[] = []) {
  const started = startQueues([admitted('q'), admitted('dlq')]);
  const bus = createEventBus({
    ...started,
    deployment: { rules, schedules: [], accountId, roles: roles as RoleResource[] },
    topics: { publishAsService: () => ({ delivered: true }) } as never,
    findFunction: () => undefined,
    invokeAsync: () => {},
    authorize: (_principal, { action }) =>
      action === 'events:PutEvents' ? { allowed: true } : { allowed: false, why: 'no' },
    accountId,
    partition: 'aws',
  });
  return { ...started, bus };
}

describe('the event bus', () => {
  it('delivers to every target of every matching rule of the region, and to no other', async () => {
    const elsewhere = rule('elsewhere', 'us-east-1', [target(queueArn('q'))]);
    const here = rule('here', 'eu-west-1', [
      target(queueArn('q')),
      target(queueArn('q'), { inputPath: '$.detail' }),
    ]);
    const { bus, clock, queue, journal } = start([elsewhere, here]);
    bus.putEvent(event);
    await clock.run({ until: startAt });
    expect(
      queue('q')
        .messages()
        .map(({ body }) => JSON.parse(body)),
    ).toEqual([event, { n: 1 }]);
    expect(journal.of('event.put')).toMatchObject([{ id: 'e-1', rules: ['here'] }]);
  });

  it('forwards to the bus of another region once, and keeps the event as it is', async () => {
    const hub = `arn:aws:events:us-east-1:${accountId}:event-bus/default`;
    const back = `arn:aws:events:eu-west-1:${accountId}:event-bus/default`;
    const roleArn = 'arn:aws:iam::111122223333:role/forward';
    const { bus, clock, queue, journal } = start([
      rule('edge', 'eu-west-1', [target(hub, { roleArn })]),
      rule('hub', 'us-east-1', [target(queueArn('q')), target(back, { roleArn })]),
    ]);
    bus.putEvent(event);
    await clock.run({ until: startAt + 1_000 });
    expect(
      queue('q')
        .messages()
        .map(({ body }) => JSON.parse(body)),
    ).toEqual([event]);
    expect(journal.of('event.put').map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-1']);
  });

  it.each([
    [
      'a role that does not trust EventBridge',
      'default',
      'lambda.amazonaws.com',
      'no resource-based policy allows sts:AssumeRole',
    ],
    ['a bus that does not exist', 'custom', 'events.amazonaws.com', 'does not exist'],
  ])('forwards nothing with %s', async (_, busName, trusted, why) => {
    const roleArn = 'arn:aws:iam::111122223333:role/forward';
    const hub = `arn:aws:events:us-east-1:${accountId}:event-bus/${busName}`;
    const trust = {
      Statement: [{ Effect: 'Allow', Principal: { Service: trusted }, Action: 'sts:AssumeRole' }],
    } as const;
    const { bus, clock, queue, journal } = start(
      [rule('edge', 'eu-west-1', [target(hub, { roleArn, deadLetterArn: queueArn('dlq') })])],
      [{ arn: roleArn, trust }],
    );
    bus.putEvent(event);
    await clock.run({ until: startAt + 1_000 });
    expect(journal.of('event.put')).toHaveLength(1);
    expect(queue('dlq').messages()).toMatchObject([
      { attributes: { ERROR_MESSAGE: { StringValue: expect.stringContaining(why) } } },
    ]);
  });

  it('answers PutEvents for each entry and puts only those that are right', async () => {
    const { bus, clock, queue } = start([rule('here', 'eu-west-1', [target(queueArn('q'))])]);
    const service = createEventsService({ bus, clock });
    const put = service.operations['PutEvents'] as Operation;
    const entry = { Source: 'test', DetailType: 'Test', Detail: '{}' };
    const answer = await put(
      { Entries: [entry, { ...entry, Detail: '[' }, { ...entry, Source: 'aws.health' }, { Source: 'test' }] },
      operator,
    );
    expect(answer).toMatchObject({
      FailedEntryCount: 3,
      Entries: [
        { EventId: expect.any(String) },
        { ErrorCode: 'MalformedDetail' },
        { ErrorCode: 'NotAuthorizedForSource' },
        { ErrorCode: 'InvalidArgument' },
      ],
    });
    await clock.run({ until: startAt });
    expect(queue('q').messages()).toHaveLength(1);
  });

  it('tests a pattern and says what is wrong with it', async () => {
    const { bus, clock } = start([]);
    const test = createEventsService({ bus, clock }).operations['TestEventPattern'] as Operation;
    const Event = JSON.stringify(event);
    expect(await test({ EventPattern: '{"source":["test"]}', Event }, operator)).toEqual({ Result: true });
    expect(() => test({ EventPattern: '{"source":"test"}', Event }, operator)).toThrow('"source" must be');
  });
});

describe('a delivery that fails for now', () => {
  const failing: DeliveryResult = { delivered: false, code: 'THROTTLED', why: 'busy', retryable: true };

  function attempt(results: DeliveryResult[], policy: Partial<RuleTarget>) {
    const started = startQueues([admitted('dlq')]);
    const { clock } = started;
    const attempts: number[] = [];
    attemptDelivery(
      {
        target: target('arn:target', { deadLetterArn: queueArn('dlq'), ...policy }),
        input: { n: 1 },
        event,
        source: { arn: 'arn:rule', region: 'eu-west-1', service: 'events.amazonaws.com' },
      },
      {
        ...started,
        accountId,
        deliver: () => {
          attempts.push(clock.now() - startAt);
          return results[attempts.length - 1] ?? failing;
        },
      },
    );
    return { ...started, attempts };
  }

  it('is tried again with growing pauses until it succeeds', async () => {
    const { clock, attempts, queue } = attempt([failing, failing, failing, { delivered: true }], {});
    await clock.run({ until: startAt + 3_600_000 });
    expect(attempts).toEqual([0, 1_000, 3_000, 7_000]);
    expect(queue('dlq').messages()).toEqual([]);
  });

  it.each<[string, Partial<RuleTarget>, number]>([
    ['the retries are used up', { maximumRetryAttempts: 2 }, 3],
    ['the event is too old', { maximumEventAgeMs: 60_000 }, 6],
  ])('goes to the dead-letter queue when %s', async (_name, policy, count) => {
    const { clock, attempts, queue } = attempt([], policy);
    await clock.run({ until: startAt + 3_600_000 });
    expect(attempts).toHaveLength(count);
    expect(queue('dlq').messages()).toMatchObject([
      {
        body: '{"n":1}',
        attributes: {
          RULE_ARN: { StringValue: 'arn:rule' },
          TARGET_ARN: { StringValue: 'arn:target' },
          ERROR_CODE: { StringValue: 'THROTTLED' },
        },
      },
    ]);
  });
});
