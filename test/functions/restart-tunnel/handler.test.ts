import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createRestartTunnelHandler } from '../../../functions/restart-tunnel/handler.ts';
import { createFakeRestartLedger } from '../../fakes/restart-ledger.ts';
import { createFakeTunnelLogs } from '../../fakes/tunnel-logs.ts';
import { createFakeTunnelMetrics } from '../../fakes/tunnel-metrics.ts';
import { createFakeTunnelRestarter } from '../../fakes/tunnel-restarter.ts';
import { createRegion } from '../../intake/region.ts';

const batch = (...bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map(
    (body, index) => ({ messageId: `message-${index}`, body }) as SQSEvent['Records'][number],
  ),
});

const readable = JSON.stringify({
  region: 'eu-west-1',
  connectionId: 'vpn-0a1b2c3d4e5f60718',
  outsideIp: '203.0.113.1',
  incidentId: 'x',
});

const setting = () => {
  const region = createRegion();
  const restarter = createFakeTunnelRestarter();
  const handler = createRestartTunnelHandler({
    ...region.deps,
    restarter,
    ledger: createFakeRestartLedger(),
    metrics: createFakeTunnelMetrics(),
    logs: createFakeTunnelLogs(),
  });
  return { region, restarter, handler };
};

describe('a batch of restart requests', () => {
  it.each([
    ['not JSON', 'restart it!'],
    ['not an object', '"x"'],
    ['no connection', '{"region":"eu-west-1"}'],
    ['wrong types', '{"region":1,"connectionId":[],"outsideIp":{},"incidentId":null}'],
  ])('drops what it cannot read, with a reason: %s', async (_name, body) => {
    const { region, handler } = setting();
    expect(await handler(batch(body, readable))).toEqual({ batchItemFailures: [] });
    expect(region.log.messages('error')).toEqual(['restart request dropped']);
    expect(region.log.messages('info')).toEqual(['restart request handled']);
  });

  it('leaves what failed, and what follows it, for the retry', async () => {
    const { region, handler } = setting();
    region.connections.failures.next(new Error('throttled'));
    expect(await handler(batch(readable, readable))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-0' }, { itemIdentifier: 'message-1' }],
    });
    expect(region.connections.calls).toHaveLength(1);
  });
});
