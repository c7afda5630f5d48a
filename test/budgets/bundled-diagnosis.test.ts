import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cachedBundles } from '../../scripts/bundle/cached-bundles.ts';
import { startAws } from '../aws/aws-double.ts';
import { createLogsWorld, logsOperations } from '../aws/logs-double.ts';
import { createMetricsWorld, metricsOperations, seriesKey } from '../aws/metrics-double.ts';
import { refusal } from '../aws/refusal.ts';
import { region, widget } from '../contract/charts-contract.ts';
import { runTunnelLogsContract } from '../contract/tunnel-logs-contract.ts';
import { at } from '../domain/builders.ts';

let bundled: typeof import('./adapters-entry.ts');

beforeAll(async () => {
  const entries = { adapters: 'test/budgets/adapters-entry.ts' };
  const { folder } = await cachedBundles('en', entries);
  bundled = await import(join(folder, 'adapters', 'index.mjs'));
});

describe('bundled adapters do what they do unbundled: CloudWatch Logs', () => {
  runTunnelLogsContract(async () => {
    const world = createLogsWorld();
    await startAws({ logs: logsOperations(world) });
    const logs = bundled.createTunnelLogs(bundled.cloudWatchLogsClients());
    return { logs, place: (name, lines) => void world.groups.set(name, lines) };
  });
});

describe('bundled adapters do what they do unbundled', () => {
  it('the times of AWS Health, and its refusal', async () => {
    const event = { arn: 'arn:event', service: 'VPN', region, statusCode: 'open' as const };
    const aws = await startAws({
      health: {
        DescribeEvents: () => ({ events: [{ ...event, startTime: new Date(at(0)) }] }),
        DescribeEventDetails: () => ({ successfulSet: [], failedSet: [] }),
      },
    });
    const events = bundled.createHealthEvents(bundled.healthClients());
    expect(await events.open(region)).toMatchObject([{ arn: 'arn:event', startedAt: at(0) }]);
    aws.fail(refusal('health', 'DescribeEvents', 'SubscriptionRequiredException'));
    await expect(events.open(region)).rejects.toMatchObject({ code: 'SubscriptionRequiredException' });
  });

  it('metrics and pictures of CloudWatch', async () => {
    const world = createMetricsWorld();
    world.series.set(seriesKey('TunnelDataIn', { TunnelIpAddress: '203.0.113.1' }), new Map([[at(1), 7]]));
    await startAws({
      monitoring: {
        ...metricsOperations(world),
        GetMetricWidgetImage: () => ({ MetricWidgetImage: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff) }),
      },
    });
    const clients = bundled.cloudWatchDetailClients();
    const tunnels = [{ connectionId: 'vpn-1', outsideIp: '203.0.113.1' }];
    expect(await bundled.createTunnelMetrics(clients).read(region, tunnels, at(0), at(2))).toMatchObject([
      { points: [{ at: at(1), inBytes: 7 }] },
    ]);
    const picture = await bundled.createCharts(clients).draw(region, widget);
    expect([...picture]).toEqual([0x89, 0x50, 0x4e, 0x47, 0xff]);
  });
});
