import type { ListMetricsOutput, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { generateEstate } from '../../../local/scenario/estate.ts';
import { createWorld } from '../../../local/world/world.ts';
import { startAt } from '../world/fixture.ts';
import { dimensions, startMonitoring } from './fixture.ts';

const listed = (account: ReturnType<typeof startMonitoring>, input: object): ListMetricsOutput =>
  account.call('ListMetrics', input);

describe('GetMetricData', () => {
  const query = (Stat: string, Period = 300) => ({
    Id: 'm1',
    MetricStat: {
      Metric: {
        Namespace: 'AWS/VPN',
        MetricName: 'TunnelState',
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Stat,
      Period,
    },
  });
  const span = { StartTime: new Date(startAt), EndTime: new Date(startAt + 600_000) };

  it.each([
    ['Minimum', [0, 1]],
    ['Maximum', [1, 1]],
    ['Average', [0.4, 1]],
    ['Sum', [2, 5]],
    ['SampleCount', [5, 5]],
  ])('%s of two periods', async (statistic, values) => {
    const account = startMonitoring();
    await account.feed(3, 0);
    await account.feed(7, 1);
    const { MetricDataResults } = account.call('GetMetricData', {
      ...span,
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [query(statistic)],
    }) as { MetricDataResults: MetricDataResult[] };
    expect(MetricDataResults).toMatchObject([
      { Id: 'm1', Values: values, Timestamps: [new Date(startAt), new Date(startAt + 300_000)] },
    ]);
  });

  it('gives the newest first by default, and nothing for a metric that does not exist', async () => {
    const account = startMonitoring();
    await account.feed(5, 0);
    await account.feed(5, 1);
    const { MetricDataResults } = account.call('GetMetricData', {
      ...span,
      MetricDataQueries: [
        query('Maximum'),
        {
          ...query('Maximum'),
          Id: 'm2',
          MetricStat: { ...query('Sum').MetricStat, Metric: { Namespace: 'X', MetricName: 'Y' } },
        },
      ],
    }) as { MetricDataResults: MetricDataResult[] };
    expect(MetricDataResults.map(({ Values }) => Values)).toEqual([[1, 0], []]);
  });

  it('takes at most 500 queries, and no expressions', () => {
    const account = startMonitoring();
    const ask = (MetricDataQueries: object[]) => () =>
      account.call('GetMetricData', { ...span, MetricDataQueries });
    expect(ask(new Array(501).fill(query('Sum')))).toThrow(
      expect.objectContaining({ code: 'ValidationError' }),
    );
    expect(ask([{ Id: 'e1', Expression: 'm1 * 2' }])).toThrow(
      expect.objectContaining({ code: 'ValidationError' }),
    );
  });
});

describe('the metrics of a world', () => {
  const worldOf = (connections: number, settings = {}) => {
    const account = startMonitoring();
    const world = createWorld({
      clock: account.clock,
      journal: account.journal,
      putEvent: () => {},
      openSeries: account.store.open,
      tunnelLogs: { open: () => {}, write: () => {} },
      accountId: '123456789012',
      partition: 'aws',
      region: 'eu-central-1',
      settings,
    });
    world.add(generateEstate({ connections, region: 'eu-central-1' }));
    world.start();
    return { account, world };
  };

  it('are listed under both dimensions by default, in pages of 500', () => {
    const { account } = worldOf(300);
    const first = listed(account, { Namespace: 'AWS/VPN', MetricName: 'TunnelState' });
    expect(first.Metrics).toHaveLength(500);
    const second = listed(account, {
      Namespace: 'AWS/VPN',
      MetricName: 'TunnelState',
      NextToken: first.NextToken,
    });
    expect(second.Metrics).toHaveLength(100);
    expect(second).not.toHaveProperty('NextToken');
    expect(second.Metrics?.[0]?.Dimensions?.map(({ Name }) => Name)).toEqual(['VpnId', 'TunnelIpAddress']);
  });

  it.each([
    [{ metricDimensions: 'tunnel' }, [['TunnelIpAddress'], ['TunnelIpAddress']]],
    [{ connectionMetrics: true }, [['VpnId', 'TunnelIpAddress'], ['VpnId'], ['VpnId', 'TunnelIpAddress']]],
  ])('with %j are listed under %j', async (settings, expected) => {
    const { account } = worldOf(1, settings);
    await account.after(60_000);
    const { Metrics } = listed(account, { MetricName: 'TunnelState' });
    expect(Metrics?.map((metric) => metric.Dimensions?.map(({ Name }) => Name))).toEqual(expected);
  });

  it('show the fourteen days before the start without a minute of it being stored', async () => {
    const { account, world } = worldOf(1);
    await account.after(600_000);
    const [connection] = world.connections();
    const series = account.store.find('eu-central-1', {
      namespace: 'AWS/VPN',
      metricName: 'TunnelState',
      dimensions: { VpnId: connection?.id ?? '', TunnelIpAddress: connection?.tunnels[0].outsideIp ?? '' },
    });
    expect(series?.runs).toMatchObject([{ maximum: 1 }]);
    expect(series?.runs[0]?.fromMinute).toBe(startAt / 60_000 - 14 * 1_440);
  });
});
