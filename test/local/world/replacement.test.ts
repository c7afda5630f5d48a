import { describe, expect, it } from 'vitest';
import { connectionId, minute, stage, startAt, statusOf } from './fixture.ts';

describe('ModifyVpnTunnelOptions in the world', () => {
  it('replaces the endpoint: modifying, then available, then AWS starts IKE', async () => {
    const scene = stage();
    scene.world.deleteSa(scene.first);
    scene.world.modifyTunnel(scene.first, {
      options: { startupAction: 'start', dpdTimeoutAction: 'restart' },
    });
    expect(scene.world.connection(connectionId).state).toBe('modifying');

    await scene.after(2 * minute);
    expect(statusOf(scene, scene.first)).toBe('DOWN');
    expect(scene.world.connection(connectionId).state).toBe('modifying');

    await scene.after(4 * minute);
    expect(scene.world.connection(connectionId).state).toBe('available');
    expect(statusOf(scene, scene.first)).toBe('UP');
    expect(scene.first.telemetry.at(-1)?.lastStatusChange).toBeGreaterThan(startAt + 3 * minute);
    expect(statusOf(scene, scene.second)).toBe('UP');
  });

  it('leaves the tunnel down with startup action add, yet moves LastStatusChange', async () => {
    const scene = stage();
    scene.world.deleteSa(scene.first);
    scene.world.modifyTunnel(scene.first, { options: { dpdTimeoutSeconds: 41 } });
    await scene.after(10 * minute);
    expect(scene.first.telemetry.at(-1)).toMatchObject({
      status: 'DOWN',
      lastStatusChange: startAt + 3 * minute,
    });
  });

  it('is followed by a Health event five minutes after it is done', async () => {
    const scene = stage();
    scene.world.modifyTunnel(scene.first, {});
    await scene.after(8 * minute - 1);
    expect(scene.events).toEqual([]);
    await scene.after(8 * minute);
    expect(scene.events).toMatchObject([
      { detail: { eventTypeCode: 'AWS_VPN_REDUNDANCY_LOSS', startTime: 'Mon, 2 Mar 2026 03:00:00 GMT' } },
    ]);
  });

  it.each(['IncorrectState', 'InvalidVpnConnection.InvalidState', 'UnsupportedOperation'] as const)(
    'refuses a second one meanwhile with %s when the settings say so',
    (busyError) => {
      const { world, first, second } = stage({ settings: { busyError } });
      world.modifyTunnel(first, {});
      expect(() => world.modifyTunnel(second, {})).toThrow(expect.objectContaining({ code: busyError }));
    },
  );

  it.each([
    { unchangedModifyReplaces: true, change: { dpdTimeoutSeconds: 40 }, replaced: true },
    { unchangedModifyReplaces: false, change: { dpdTimeoutSeconds: 40 }, replaced: false },
    { unchangedModifyReplaces: false, change: { dpdTimeoutSeconds: 41 }, replaced: true },
  ])(
    'unchanged values replace: $unchangedModifyReplaces, $change → $replaced',
    ({ unchangedModifyReplaces, change, replaced }) => {
      const { world, first } = stage({ settings: { unchangedModifyReplaces } });
      expect(world.modifyTunnel(first, { options: change })).toBe(replaced);
      expect(world.connection(connectionId).state).toBe(replaced ? 'modifying' : 'available');
    },
  );

  it('with a new key keeps the tunnel down until the gateway has it, too', async () => {
    const scene = stage({ first: { options: { startupAction: 'start' } } });
    scene.world.modifyTunnel(scene.first, { preSharedKey: 'another_Key.1' });
    await scene.after(10 * minute);
    expect(statusOf(scene, scene.first)).toBe('DOWN');
    scene.world.changePeers([scene.first], { key: 'right' });
    await scene.after(11 * minute);
    expect(statusOf(scene, scene.first)).toBe('UP');
  });
});

describe('an endpoint replacement by AWS', () => {
  it.each([
    { outcome: 'back', options: {}, status: 'UP' },
    { outcome: 'left-down', options: { startupAction: 'start' }, status: 'DOWN' },
    { outcome: undefined, options: { startupAction: 'start' }, status: 'UP' },
    { outcome: undefined, options: {}, status: 'DOWN' },
  ] as const)('outcome $outcome with $options → $status', async ({ outcome, options, status }) => {
    const scene = stage({ first: { options } });
    scene.world.replaceEndpoint(scene.first, { outcome });
    await scene.after(3 * minute);
    expect(statusOf(scene, scene.first)).toBe('DOWN');
    await scene.after(5 * minute);
    expect(statusOf(scene, scene.first)).toBe(status);
  });
});

describe('the life of a connection', () => {
  it('goes from deleting to deleted, stays listed for a while, and is forgotten with its keys remembered', async () => {
    const scene = stage();
    scene.world.deleteConnection(connectionId);
    expect(scene.world.connection(connectionId).state).toBe('deleting');
    await scene.after(3 * minute);
    expect(scene.world.connection(connectionId).state).toBe('deleted');
    await scene.after(70 * minute);
    expect(scene.world.connections()).toEqual([]);
    expect(scene.world.everKnown()).toHaveLength(1);
    expect(scene.entries('connection.deleted')).toHaveLength(1);
  });

  it('begins pending and without sessions', async () => {
    const scene = stage();
    const created = scene.world.createConnection({
      id: 'vpn-0000000000000beef',
      customerGateway: 'cgw-0a11ce0000000001',
      tunnels: [{ outsideIp: '203.0.113.60', peer: { initiates: true } }, { outsideIp: '203.0.113.61' }],
    });
    expect(created.state).toBe('pending');
    expect(created.tunnels.map((tunnel) => statusOf(scene, tunnel))).toEqual(['DOWN', 'DOWN']);
    await scene.after(5 * minute);
    expect(created.state).toBe('available');
    expect(created.tunnels.map((tunnel) => statusOf(scene, tunnel))).toEqual(['UP', 'DOWN']);
  });
});
