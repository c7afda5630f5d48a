import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { readPattern } from '../../../../local/services/logs/filter-pattern.ts';
import { createLogStore } from '../../../../local/services/logs/log-store.ts';
import { createLogsService } from '../../../../local/services/logs/service.ts';
import { errorOf, functionKey, startWire } from '../../wire/wire-fixture.ts';
import { accountId, operator, region, startAt } from '../../world/fixture.ts';

const name = '/aws/vpn/frankfurt';
const logGroupArn = `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`;

const filled = () => {
  const store = createLogStore(() => startAt);
  store.open(region, logGroupArn);
  store.open(region, `arn:aws:logs:${region}:${accountId}:log-group:/aws/vpn/empty`);
  const write = (streamName: string, secondsLater: number, message: string): void =>
    store.write({ region, logGroupArn, streamName, at: startAt + 1_000 * secondsLater, message });
  write('vpn-1_a-IKE.log', 0, 'first try');
  write('vpn-2_b-IKE.log', 10, 'second try');
  write('vpn-1_a-IKE.log', 20, 'third "try"');
  write('vpn-1_a-BGP.log', 30, 'session lost');
  return createLogsService(store);
};

const onWire = async () => {
  const wire = await startWire([filled()]);
  return { wire, logs: new CloudWatchLogsClient({ ...wire.client(), maxAttempts: 1 }) };
};

describe('FilterLogEvents', () => {
  it.each([
    [{}, ['first try', 'second try', 'third "try"', 'session lost']],
    [{ logStreamNamePrefix: 'vpn-1' }, ['first try', 'third "try"', 'session lost']],
    [{ logStreamNames: ['vpn-2_b-IKE.log', 'vpn-1_a-BGP.log'] }, ['second try', 'session lost']],
    [{ startTime: startAt + 10_000, endTime: startAt + 20_000 }, ['second try', 'third "try"']],
    [{ filterPattern: 'try -second' }, ['first try', 'third "try"']],
    [{ limit: 2 }, ['first try', 'second try']],
  ])("gives the SDK's client what is asked for with %j", async (asked, expected) => {
    const { logs } = await onWire();
    for (const group of [{ logGroupName: name }, { logGroupIdentifier: logGroupArn }]) {
      const { events } = await logs.send(new FilterLogEventsCommand({ ...group, ...asked }));
      expect(events?.map(({ message }) => message)).toEqual(expected);
    }
  });

  it('gives each event its stream, its times and an id, page after page', async () => {
    const { logs } = await onWire();
    const pages = [];
    for await (const page of paginateFilterLogEvents({ client: logs }, { logGroupName: name, limit: 3 })) {
      pages.push(page.events ?? []);
    }
    expect(pages.map(({ length }) => length)).toEqual([3, 1]);
    expect(pages[0]?.[1]).toMatchObject({
      logStreamName: 'vpn-2_b-IKE.log',
      timestamp: startAt + 10_000,
      ingestionTime: startAt + 10_000,
    });
    expect(new Set(pages.flat().map(({ eventId }) => eventId)).size).toBe(4);
  });

  it.each([
    ['a group that is not there', { logGroupName: '/aws/vpn/none' }, 'ResourceNotFoundException'],
    ['no group', {}, 'InvalidParameterException'],
    ['a group twice', { logGroupName: name, logGroupIdentifier: logGroupArn }, 'InvalidParameterException'],
    [
      'streams twice',
      { logGroupName: name, logStreamNames: ['a'], logStreamNamePrefix: 'a' },
      'InvalidParameterException',
    ],
    ['too much', { logGroupName: name, limit: 10_001 }, 'InvalidParameterException'],
    ['a pattern on JSON', { logGroupName: name, filterPattern: '{ $.a = 1 }' }, 'InvalidParameterException'],
    ['a page that is none', { logGroupName: name, nextToken: 'x' }, 'InvalidParameterException'],
  ])('refuses %s', async (_what, asked, error) => {
    const { logs } = await onWire();
    expect(await errorOf(logs.send(new FilterLogEventsCommand(asked)))).toMatchObject({ name: error });
  });

  it('fails as a scenario demands', async () => {
    const { logs, wire } = await onWire();
    const code = 'AccessDeniedException';
    wire.faults.push({
      service: 'logs',
      operation: 'FilterLogEvents',
      when: 'before',
      failure: { kind: 'error', code, statusCode: 400 },
    });
    expect(await errorOf(logs.send(new FilterLogEventsCommand({ logGroupName: name })))).toMatchObject({
      name: code,
    });
  });
});

describe('log groups and streams', () => {
  it('are described, in pages', async () => {
    const { logs } = await onWire();
    const first = await logs.send(new DescribeLogGroupsCommand({ limit: 1 }));
    expect(first.logGroups).toMatchObject([{ logGroupName: '/aws/vpn/empty', storedBytes: 0 }]);
    const second = await logs.send(new DescribeLogGroupsCommand({ limit: 1, nextToken: first.nextToken }));
    expect(second.logGroups).toMatchObject([{ logGroupName: name, arn: logGroupArn, creationTime: startAt }]);
    expect(second.nextToken).toBeUndefined();

    const { logStreams } = await logs.send(
      new DescribeLogStreamsCommand({ logGroupName: name, orderBy: 'LastEventTime', descending: true }),
    );
    expect(
      logStreams?.map(({ logStreamName, lastEventTimestamp }) => [logStreamName, lastEventTimestamp]),
    ).toEqual([
      ['vpn-1_a-BGP.log', startAt + 30_000],
      ['vpn-1_a-IKE.log', startAt + 20_000],
      ['vpn-2_b-IKE.log', startAt + 10_000],
    ]);
  });

  it('are those of one region', async () => {
    const { wire } = await onWire();
    const elsewhere = new CloudWatchLogsClient({ ...wire.client(), region: 'us-east-1', maxAttempts: 1 });
    expect((await elsewhere.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
    expect(await errorOf(elsewhere.send(new FilterLogEventsCommand({ logGroupName: name })))).toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('the permission to read a log', () => {
  it.each([
    ['FilterLogEvents', { logGroupName: name }, logGroupArn],
    ['FilterLogEvents', { logGroupIdentifier: logGroupArn }, logGroupArn],
    ['DescribeLogStreams', { logGroupName: name }, logGroupArn],
    ['DescribeLogGroups', {}, `arn:aws:logs:${region}:${accountId}:log-group::*`],
  ])('%s of %j is on %s', (operation, input, resource) => {
    expect(filled().permissions(operation, input, operator)).toEqual([
      { action: `logs:${operation}`, resources: [resource] },
    ]);
  });

  it('is checked', async () => {
    const wire = await startWire([filled()], {
      authorize: () => ({ allowed: false, why: 'no identity-based policy allows it' }),
    });
    const logs = new CloudWatchLogsClient({ ...wire.client(functionKey), maxAttempts: 1 });
    expect(await errorOf(logs.send(new FilterLogEventsCommand({ logGroupName: name })))).toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});

describe('a filter pattern', () => {
  it.each([
    ['', 'anything', true],
    ['DPD timed', 'DPD has timed out', true],
    ['"DPD timed"', 'DPD has timed out', false],
    ['dpd', 'DPD', false],
    ['?DPD ?DELETE', 'received DELETE', true],
    ['?DPD ?DELETE', 'mismatch', false],
    ['SA -redundant', 'redundant SA', false],
  ])('%j on %j: %s', (pattern, message, passes) => {
    expect(readPattern(pattern)(message)).toBe(passes);
  });
});
