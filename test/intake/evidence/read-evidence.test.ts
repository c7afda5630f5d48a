import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../../shared/domain/diagnosis/evidence.ts';
import { readEvidence } from '../../../shared/intake/evidence/read-evidence.ts';
import { callError } from '../../aws/refusal.ts';
import { attachment } from '../../contract/attachments-contract.ts';
import { healthEvent } from '../../contract/health-events-contract.ts';
import { point } from '../../contract/tunnel-metrics-contract.ts';
import { at, connection, down, firstIp, gateway, options, secondIp, up } from '../../domain/builders.ts';
import { tunnelKey } from '../../fakes/tunnel-history.ts';
import { arn, createScene, fallen, incidentOf, type Scene, withLogs } from './scene.ts';

const { connectionId } = fallen;
const line: LogLine = { streamName: `${connectionId}-${firstIp}`, at: at(0), message: 'DPD timed out' };
const neighbour = connection({ connectionId: 'vpn-00000000000000002' });
const controlled = { ...options, lifecycleControl: true };

describe('evidence', () => {
  it('holds everything that was read', async () => {
    const scene = createScene();
    scene.logs.groups.set('activity', [line]);
    scene.metrics.points.set(tunnelKey({ connectionId, outsideIp: firstIp }), [point(-1)]);
    scene.healthEvents.events.set('eu-west-1', [healthEvent('a')]);
    scene.attachments.all.set(connectionId, attachment);
    scene.related.all = [neighbour];
    expect(await scene.read()).toEqual({
      at: at(1),
      connection: fallen,
      unusedTunnels: new Set(),
      customerGateway: { value: gateway },
      logs: [{ logGroup: 'activity', lines: { value: [line] } }],
      traffic: {
        value: [
          { outsideIp: firstIp, dimensions: { TunnelIpAddress: firstIp }, points: [point(-1)] },
          { outsideIp: secondIp, dimensions: undefined, points: [] },
        ],
      },
      healthEvents: { value: [healthEvent('a')] },
      attachment: { value: attachment },
      maintenance: { value: [] },
      related: { value: [neighbour] },
    });
    expect(scene.timers.pending()).toEqual([]);
  });

  it('knows no gateway where the connection names none, or AWS does not know it', async () => {
    const scene = createScene();
    scene.customerGateways.all = [];
    expect((await scene.read()).customerGateway).toEqual({ value: undefined });
    scene.customerGateways.failures.next(new Error('must not be asked'));
    const withoutGateway = { ...fallen, customerGatewayId: '' };
    expect((await scene.read(withoutGateway)).customerGateway).toEqual({ value: undefined });
  });

  it.each(['virtual-private-gateway', 'cloud-wan', 'concentrator', 'unattached'] as const)(
    'asks for no attachment to a transit gateway where the target is: %s',
    async (kind) => {
      const scene = createScene();
      const evidence = await scene.read({ ...fallen, target: { kind, id: 'target' } });
      expect(evidence.attachment).toEqual({ value: undefined });
      expect(scene.attachments.asked).toEqual([]);
    },
  );

  it('asks for waiting maintenance only of tunnels under lifecycle control', async () => {
    const scene = createScene();
    const waiting = { outsideIp: secondIp, pending: true, autoAppliedAfter: at(600) };
    scene.maintenance.all.set(tunnelKey({ connectionId, outsideIp: secondIp }), waiting);
    const seen = connection({ tunnels: [down(firstIp), { ...up(secondIp), options: controlled }] });
    expect((await scene.read(seen)).maintenance).toEqual({ value: [waiting] });
    expect(scene.maintenance.asked).toEqual([secondIp]);
  });
});

describe('metrics', () => {
  it.each([
    ['three hours before the fall', 0, 10, -180],
    ['three hours before now where the fall is said to come later', 60, 10, -170],
    ['a day back, of an older fall', -2_000, 0, -1_440],
  ])('are read of both tunnels in one call, from %s', async (_name, fellAt, now, from) => {
    const scene = createScene();
    const seen = connection({ tunnels: [down(firstIp, fellAt), up(secondIp)] });
    const incident = incidentOf(seen);
    const [first, ...others] = incident.tunnels;
    const late = first ? [{ ...first, since: at(fellAt) }, ...others] : [];
    await readEvidence(scene.deps, seen, { ...incident, tunnels: late }, new Set(), at(now));
    const tunnels = [firstIp, secondIp].map((outsideIp) => ({ connectionId, outsideIp }));
    expect(scene.metrics.asked).toEqual([{ tunnels, from: at(from), to: at(now) }]);
  });
});

describe('log groups', () => {
  const asked = ({ logs }: Scene) =>
    logs.queries.map(({ logGroupArn, from, to }) => [
      logGroupArn,
      (from - at(0)) / 60_000,
      (to - at(0)) / 60_000,
    ]);

  it('are read of the tunnels that are down, once where both write to the same', async () => {
    const scene = createScene();
    const both = connection({
      tunnels: [
        { ...down(firstIp), ...withLogs(`${arn('activity')}:*`, arn('bgp')) },
        { ...down(secondIp), ...withLogs(arn('activity'), arn('activity')) },
      ],
    });
    const evidence = await scene.read(both);
    expect(asked(scene)).toEqual([
      [arn('activity'), -15, 1],
      [arn('bgp'), -15, 1],
    ]);
    expect(evidence.logs.map(({ logGroup }) => logGroup)).toEqual(['activity', 'bgp']);
  });

  it('are not read of a tunnel that is up', async () => {
    const scene = createScene();
    await scene.read();
    expect(asked(scene)).toEqual([[arn('activity'), -15, 1]]);
  });

  it('are none where logging is off or AWS lists no options', async () => {
    const scene = createScene();
    const silent = connection({ tunnels: [down(firstIp), { ...down(secondIp), options: undefined }] });
    expect((await scene.read(silent)).logs).toEqual([]);
    expect(scene.logs.queries).toEqual([]);
  });

  it('are read around the fall and lately, once the fall is old', async () => {
    const scene = createScene();
    const lately = { ...line, at: at(119), message: 'still nothing' };
    scene.logs.groups.set('activity', [lately, line, { ...line, at: at(60) }]);
    const { logs } = await scene.read(fallen, at(120));
    expect(asked(scene)).toEqual([
      [arn('activity'), -15, 15],
      [arn('activity'), 105, 120],
    ]);
    expect(logs).toEqual([{ logGroup: 'activity', lines: { value: [line, lately] } }]);
  });

  it('count as read where one part has lines, and as unread where a part without lines is missing', async () => {
    const scene = createScene();
    const denied = callError('FilterLogEvents', 'AccessDeniedException');
    scene.logs.failures.next(denied);
    const lately = { ...line, at: at(119) };
    scene.logs.groups.set('activity', [lately]);
    expect((await scene.read(fallen, at(120))).logs).toEqual([
      { logGroup: 'activity', lines: { value: [lately] } },
    ]);
    scene.logs.failures.next(denied);
    scene.logs.groups.set('activity', []);
    expect((await scene.read(fallen, at(120))).logs).toEqual([
      { logGroup: 'activity', lines: { unread: { why: 'denied', code: 'AccessDeniedException' } } },
    ]);
  });
});
