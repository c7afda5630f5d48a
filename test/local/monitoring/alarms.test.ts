import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import type { BusEvent } from '../../../local/contract.ts';
import { dimensions, startMonitoring, topicArn, tunnelAlarm } from './fixture.ts';

const reasonDataOf = (event: BusEvent | undefined): string => {
  const { state } = (event?.detail ?? {}) as { readonly state?: { readonly reasonData?: string } };
  return state?.reasonData ?? '';
};

describe('a TunnelState alarm', () => {
  it('begins with insufficient data, is OK, alarms once the whole period is down, and is OK again', async () => {
    const account = startMonitoring();
    account.call('PutMetricAlarm', tunnelAlarm);
    expect(account.stateOf('tunnel')).toBe('INSUFFICIENT_DATA');
    await account.feed(6, 1);
    expect(account.stateOf('tunnel')).toBe('OK');
    await account.feed(5, 0);
    expect(account.stateOf('tunnel')).toBe('OK');
    await account.feed(1, 0);
    expect(account.stateOf('tunnel')).toBe('ALARM');
    await account.feed(2, 1);
    expect(account.stateOf('tunnel')).toBe('OK');
  });

  it.each([
    ['breaching', 'ALARM'],
    ['notBreaching', 'OK'],
    ['ignore', 'INSUFFICIENT_DATA'],
    ['missing', 'INSUFFICIENT_DATA'],
  ])('on a metric that does not exist, with missing data %s, is in %s', async (TreatMissingData, state) => {
    const account = startMonitoring();
    account.call('PutMetricAlarm', { ...tunnelAlarm, TreatMissingData, MetricName: 'Nothing' });
    await account.after(300_000);
    expect(account.stateOf('tunnel')).toBe(state);
  });

  it('tells the bus in exactly the documented form', async () => {
    const account = startMonitoring({ upBefore: true });
    account.call('PutMetricAlarm', tunnelAlarm);
    await account.feed(2, 1);
    await account.feed(7, 0);
    const [, event] = account.events;
    expect(Object.keys(event ?? {}).sort()).toEqual(
      ['account', 'detail', 'detail-type', 'id', 'region', 'resources', 'source', 'time', 'version'].sort(),
    );
    expect(event).toMatchObject({
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      resources: ['arn:aws:cloudwatch:eu-central-1:123456789012:alarm:tunnel'],
      detail: {
        alarmName: 'tunnel',
        configuration: {
          description: 'One tunnel',
          metrics: [
            {
              metricStat: {
                metric: { dimensions, name: 'TunnelState', namespace: 'AWS/VPN' },
                period: 300,
                stat: 'Maximum',
              },
              returnData: true,
            },
          ],
        },
        previousState: { value: 'OK' },
        state: {
          value: 'ALARM',
          reason: expect.stringMatching(
            /^Threshold Crossed: 1 out of the last 1 datapoints \[0\.0 \(02\/03\/26 03:\d\d:00\)\] was less than the threshold \(1\.0\) \(minimum 1 datapoint for OK -> ALARM transition\)\.$/,
          ),
          timestamp: expect.stringMatching(/^2026-03-02T03:0\d:10\.000\+0000$/),
        },
      },
    });
    expect(event?.detail).toHaveProperty('previousState.reasonData');
    expect(Object.keys(JSON.parse(reasonDataOf(event)))).toEqual([
      'version',
      'queryDate',
      'startDate',
      'statistic',
      'period',
      'recentDatapoints',
      'threshold',
    ]);
  });

  it('comes out of its creation with a previous state that has no reason data', async () => {
    const account = startMonitoring({ upBefore: true });
    account.call('PutMetricAlarm', tunnelAlarm);
    await account.feed(2, 1);
    expect(account.events[0]?.detail).toHaveProperty('previousState', {
      reason: 'Unchecked: Initial alarm creation',
      timestamp: '2026-03-02T03:00:00.000+0000',
      value: 'INSUFFICIENT_DATA',
    });
  });

  it('tells SNS on the way into ALARM only, with dimensions as a list', async () => {
    const account = startMonitoring({ upBefore: true });
    account.call('PutMetricAlarm', tunnelAlarm);
    await account.feed(3, 1);
    await account.feed(8, 0);
    await account.feed(8, 1);
    expect(account.notifications.map(({ topic }) => topic)).toEqual([topicArn]);
    const [sent] = account.notifications;
    expect(sent?.notification.subject).toBe('ALARM: "tunnel" in EU (Frankfurt)');
    expect(JSON.parse(sent?.notification.message ?? '')).toMatchObject({
      AlarmName: 'tunnel',
      NewStateValue: 'ALARM',
      OldStateValue: 'OK',
      Trigger: { Statistic: 'MAXIMUM', Dimensions: [{ name: 'VpnId', value: dimensions.VpnId }, {}] },
    });
  });

  it('keeps its state when it is put again with another configuration', async () => {
    const account = startMonitoring();
    account.call('PutMetricAlarm', tunnelAlarm);
    await account.feed(3, 1);
    account.call('PutMetricAlarm', {
      ...tunnelAlarm,
      AlarmDescription: 'changed',
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    expect(account.stateOf('tunnel')).toBe('OK');
    expect(account.alarms.find('eu-central-1', 'tunnel')?.tags.size).toBe(0);
  });

  it('set by hand falls back at the next evaluation, even on a metric that has long been quiet', async () => {
    const account = startMonitoring();
    account.call('PutMetricAlarm', tunnelAlarm);
    await account.feed(30, 1);
    account.call('SetAlarmState', { AlarmName: 'tunnel', StateValue: 'ALARM', StateReason: 'test' });
    expect(account.stateOf('tunnel')).toBe('ALARM');
    await account.feed(2, 1);
    expect(account.stateOf('tunnel')).toBe('OK');
  });

  it('on one IF expression follows the expression', async () => {
    const account = startMonitoring();
    const { Namespace, MetricName, Dimensions, Statistic, Period, ...rules } = tunnelAlarm;
    const metric = { Metric: { Namespace, MetricName, Dimensions }, Stat: Statistic, Period };
    account.call('PutMetricAlarm', {
      ...rules,
      Metrics: [
        { Id: 'e1', Expression: 'IF(m1 < 1, 0, 1)', ReturnData: true },
        { Id: 'm1', MetricStat: metric, ReturnData: false },
      ],
    });
    await account.feed(7, 0);
    expect(account.stateOf('tunnel')).toBe('ALARM');
  });
});

describe('PutMetricAlarm refuses', () => {
  it.each([
    ['no name', { AlarmName: '' }],
    ['more datapoints to alarm than periods', { DatapointsToAlarm: 2 }],
    ['no threshold', { Threshold: undefined }],
    ['a treatment that is none', { TreatMissingData: 'bad' }],
    ['an unknown comparison', { ComparisonOperator: 'Equals' }],
    ['more than a day', { EvaluationPeriods: 300 }],
    ['a percentile', { ExtendedStatistic: 'p99' }],
    ['an action that is no ARN', { AlarmActions: ['me'] }],
    ['math beyond IF', { Metrics: [{ Id: 'e1', Expression: 'SUM(METRICS())' }] }],
  ])('%s', (_name, change) => {
    const account = startMonitoring();
    expect(() => account.call('PutMetricAlarm', { ...tunnelAlarm, ...change })).toThrow(
      expect.objectContaining({ code: 'ValidationError' }),
    );
  });
});

describe('many alarms', () => {
  it('are described in pages of at most 100, by prefix', () => {
    const account = startMonitoring();
    for (let index = 100; index < 230; index += 1) {
      account.addAlarm('eu-central-1', { ...tunnelAlarm, AlarmName: `a/${index}` });
    }
    account.addAlarm('eu-central-1', { ...tunnelAlarm, AlarmName: 'b' });
    account.addAlarm('us-east-1', { ...tunnelAlarm, AlarmName: 'a/elsewhere' });
    const names: string[] = [];
    let NextToken: string | undefined;
    do {
      const page: { MetricAlarms: MetricAlarm[]; NextToken?: string } = account.call('DescribeAlarms', {
        AlarmNamePrefix: 'a/',
        MaxRecords: 100,
        NextToken,
      });
      names.push(...page.MetricAlarms.map(({ AlarmName = '' }) => AlarmName));
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    expect(names).toHaveLength(130);
    expect(names).toEqual([...names].sort());
  });

  it('are turned away after three calls a second when the account throttles', async () => {
    const account = startMonitoring({ throttleAlarmCalls: true });
    const put = () => account.call('PutMetricAlarm', tunnelAlarm);
    for (let index = 0; index < 3; index += 1) put();
    expect(put).toThrow(expect.objectContaining({ code: 'ThrottlingException' }));
    await account.after(1_000);
    expect(put).not.toThrow();
  });

  it('are deleted at most 100 at a time, unknown names ignored', () => {
    const account = startMonitoring();
    account.addAlarm('eu-central-1', tunnelAlarm);
    account.call('DeleteAlarms', { AlarmNames: ['unknown', 'tunnel'] });
    expect(account.stateOf('tunnel')).toBeUndefined();
    expect(() => account.call('DeleteAlarms', { AlarmNames: new Array(101).fill('x') })).toThrow(
      expect.objectContaining({ code: 'ValidationError' }),
    );
  });

  it('two thousand of them over a virtual day take seconds, not minutes', async () => {
    const account = startMonitoring();
    const feeds = Array.from({ length: 2_000 }, (_, index) => {
      const own = { VpnId: `vpn-${index}`, TunnelIpAddress: `10.0.${index}` };
      account.addAlarm('eu-central-1', {
        ...tunnelAlarm,
        AlarmName: `many/${index}`,
        Dimensions: Object.entries(own).map(([Name, Value]) => ({ Name, Value })),
      });
      const feed = account.store.open('eu-central-1', 'AWS/VPN', 'TunnelState', own);
      feed.addSpan(account.clock.now() - 3_600_000, account.clock.now() - 60_000, 1);
      return feed;
    });
    const startedAt = performance.now();
    for (let minute = 0; minute < 1_440; minute += 1) {
      for (const feed of feeds) feed.add(account.clock.now(), 1);
      await account.after(60_000);
    }
    expect(account.events).toHaveLength(2_000);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
