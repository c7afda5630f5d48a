import { describe, expect, it } from 'vitest';
import type { TunnelOptionsDescription } from '../../../local/world/estate.ts';
import { firstIp, minute, stage, startAt, statusOf } from './fixture.ts';

const byAws: TunnelOptionsDescription = {
  startupAction: 'start',
  dpdTimeoutAction: 'restart',
  ikeVersions: ['ikev2'],
};

describe('a line that is dead for ten minutes', () => {
  it.each([
    { startupAction: 'add', dpdTimeoutAction: 'clear', initiates: false, during: 'DOWN', afterwards: 'DOWN' },
    { startupAction: 'add', dpdTimeoutAction: 'clear', initiates: true, during: 'DOWN', afterwards: 'UP' },
    {
      startupAction: 'add',
      dpdTimeoutAction: 'restart',
      initiates: false,
      during: 'DOWN',
      afterwards: 'DOWN',
    },
    {
      startupAction: 'start',
      dpdTimeoutAction: 'clear',
      initiates: false,
      during: 'DOWN',
      afterwards: 'DOWN',
    },
    {
      startupAction: 'start',
      dpdTimeoutAction: 'restart',
      initiates: false,
      during: 'DOWN',
      afterwards: 'UP',
    },
    { startupAction: 'start', dpdTimeoutAction: 'none', initiates: false, during: 'DOWN', afterwards: 'UP' },
  ] as const)(
    '$startupAction, $dpdTimeoutAction, gateway initiates: $initiates → $during, then $afterwards',
    async ({ startupAction, dpdTimeoutAction, initiates, during, afterwards }) => {
      const scene = stage({ first: { options: { startupAction, dpdTimeoutAction }, peer: { initiates } } });

      scene.world.changePeers([scene.first], { answers: false });
      await scene.after(5 * minute);
      expect(statusOf(scene, scene.first)).toBe(during);
      expect(statusOf(scene, scene.second)).toBe('UP');

      scene.world.changePeers([scene.first], { answers: true });
      await scene.after(10 * minute);
      expect(statusOf(scene, scene.first)).toBe(afterwards);
    },
  );

  it('leaves a static tunnel up when the DPD action is none, for AWS never takes its session down', async () => {
    const scene = stage({
      connection: { routing: 'static' },
      first: { options: { dpdTimeoutAction: 'none' } },
    });
    scene.world.changePeers([scene.first], { answers: false });
    await scene.after(10 * minute);
    expect(statusOf(scene, scene.first)).toBe('UP');
  });

  it('falls when the DPD time-out of the tunnel is over, not before', async () => {
    const scene = stage({ first: { options: { dpdTimeoutSeconds: 90 } } });
    scene.world.changePeers([scene.first], { answers: false });
    await scene.after(10 * minute);
    expect(scene.entries('tunnel.down')).toMatchObject([
      { at: startAt + 90_000, outsideIp: firstIp, why: 'DPD timed out' },
    ]);
  });

  it('does not fall when the gateway answers again before the time-out', async () => {
    const scene = stage();
    scene.world.changePeers([scene.first], { answers: false });
    await scene.after(30_000);
    scene.world.changePeers([scene.first], { answers: true });
    await scene.after(10 * minute);
    expect(scene.entries('tunnel.down')).toEqual([]);
  });
});

describe('an IKE SA that the gateway deletes', () => {
  it.each([
    { name: 'startup action add', options: { startupAction: 'add' }, afterwards: 'DOWN' },
    { name: 'startup action start', options: byAws, afterwards: 'UP' },
    { name: 'IKEv1 only', options: { ...byAws, ikeVersions: ['ikev1'] }, afterwards: 'DOWN' },
    { name: 'a gateway without an address', options: byAws, gatewayIp: null, afterwards: 'DOWN' },
    { name: 'an accelerated connection', options: byAws, accelerated: true, afterwards: 'DOWN' },
  ] as const)('$name → $afterwards', async ({ options, afterwards, ...rest }) => {
    const scene = stage({
      first: { options },
      ...('gatewayIp' in rest ? { gatewayIp: rest.gatewayIp } : {}),
      ...('accelerated' in rest ? { connection: { accelerated: rest.accelerated } } : {}),
    });
    scene.world.deleteSa(scene.first);
    expect(statusOf(scene, scene.first)).toBe('DOWN');
    await scene.after(minute);
    expect(statusOf(scene, scene.first)).toBe(afterwards);
  });
});

describe('a gateway with something wrong', () => {
  it.each([
    { wrong: { key: 'wrong' }, right: { key: 'right' }, why: 'pre-shared key mismatch' },
    { wrong: { proposal: 'wrong' }, right: { proposal: 'right' }, why: 'no proposal chosen' },
  ] as const)('$why keeps the tunnel down until it is put right', async ({ wrong, right, why }) => {
    const scene = stage({ first: { options: byAws } });
    scene.world.changePeers([scene.first], wrong);
    await scene.after(30 * minute);
    expect(statusOf(scene, scene.first)).toBe('DOWN');
    expect(scene.entries('tunnel.down')).toMatchObject([{ why }]);

    scene.world.changePeers([scene.first], right);
    await scene.after(31 * minute);
    expect(statusOf(scene, scene.first)).toBe('UP');
  });
});

describe('BGP over a tunnel that is up', () => {
  it('without routes is up with a count of 0, and LastStatusChange stays', () => {
    const scene = stage();
    const before = scene.first.telemetry.at(-1);
    scene.world.changePeers([scene.first], { routes: 0 });
    expect(scene.first.telemetry.at(-1)).toMatchObject({
      status: 'UP',
      acceptedRouteCount: 0,
      lastStatusChange: before?.lastStatusChange,
    });
  });

  it('without a session is down although IPsec is up', () => {
    const scene = stage();
    scene.world.changePeers([scene.first], { bgp: 'down' });
    expect(scene.first.telemetry.at(-1)).toMatchObject({ status: 'DOWN', statusMessage: 'IPSEC IS UP' });
  });
});

describe('an unused tunnel', () => {
  it('stays down whatever AWS may do, until its gateway answers', async () => {
    const scene = stage({ second: { state: 'down', options: byAws } });
    await scene.after(10 * minute);
    expect(statusOf(scene, scene.second)).toBe('DOWN');
    scene.world.changePeers([scene.second], { answers: true });
    await scene.after(11 * minute);
    expect(statusOf(scene, scene.second)).toBe('UP');
  });
});

describe('telemetry', () => {
  it('shows a change only once its lag is over, with the time at which it happened', async () => {
    const scene = stage({ settings: { telemetryLagMs: 90_000 } });
    scene.world.deleteSa(scene.first);
    await scene.after(80_000);
    expect(statusOf(scene, scene.first)).toBe('UP');
    await scene.after(90_000);
    expect(statusOf(scene, scene.first)).toBe('DOWN');
    expect(scene.first.telemetry.at(-1)?.lastStatusChange).toBe(startAt);
  });
});
