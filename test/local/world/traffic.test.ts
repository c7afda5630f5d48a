import { describe, expect, it } from 'vitest';
import type { Peer } from '../../../local/world/model.ts';
import { firstIp, minute, secondIp, stage } from './fixture.ts';

const statusCheckBytes = 240;

/** The last values of each metric of both tunnels. */
const watched = (second: object = {}) => {
  const values = new Map<string, number>();
  const scene = stage({
    second,
    openSeries: (_region, _namespace, metricName, dimensions) => {
      const key = `${metricName} ${dimensions['TunnelIpAddress']}`;
      return { add: (_at, value) => values.set(key, value), addSpan: () => {} };
    },
  });
  scene.world.start();
  return {
    ...scene,
    value: (metricName: string, ip: string) => values.get(`${metricName} ${ip}`) ?? Number.NaN,
  };
};

describe('traffic', () => {
  it('in one direction: what comes in is status checks, what goes out goes on', async () => {
    const scene = watched();
    await scene.after(0);
    const out = scene.value('TunnelDataOut', firstIp);
    scene.world.changePeers([scene.first], { sends: false });
    await scene.after(minute);
    expect(scene.value('TunnelDataIn', firstIp)).toBe(statusCheckBytes);
    expect(scene.value('TunnelDataOut', firstIp)).toBe(out);
    expect(scene.value('TunnelState', firstIp)).toBe(1);
    expect(scene.value('TunnelDataIn', secondIp)).toBeGreaterThan(1_000_000);
  });

  it('in the other direction: AWS has no way to the site', async () => {
    const scene = watched();
    scene.first.awsSends = false;
    await scene.after(minute);
    expect(scene.value('TunnelDataOut', firstIp)).toBe(statusCheckBytes);
    expect(scene.value('TunnelDataIn', firstIp)).toBeGreaterThan(1_000_000);
  });

  it('of a silent gateway is one way as long as the session stands', async () => {
    const scene = watched();
    scene.first.options = { ...scene.first.options, dpdTimeoutSeconds: 300 };
    scene.world.changePeers([scene.first], { answers: false });
    await scene.after(2 * minute);
    expect(scene.value('TunnelDataIn', firstIp)).toBe(statusCheckBytes);
    expect(scene.value('TunnelDataOut', firstIp)).toBeGreaterThan(500_000);
  });

  it.each([
    ['has fallen', { key: 'wrong' }, 0],
    ['has no routes', { bgpFault: 'withdrawn' }, 1],
  ] as const satisfies readonly (readonly [string, Partial<Peer>, number])[])(
    'of a tunnel that %s goes through the other one',
    async (_what, change, tunnelState) => {
      const scene = watched();
      await scene.after(0);
      const both = scene.value('TunnelDataIn', firstIp) + scene.value('TunnelDataIn', secondIp);
      scene.world.changePeers([scene.first], change);
      await scene.after(minute);
      expect(scene.value('TunnelState', firstIp)).toBe(tunnelState);
      expect(scene.value('TunnelDataIn', firstIp)).toBe(statusCheckBytes);
      expect(scene.value('TunnelDataIn', secondIp)).toBe(both);
    },
  );

  it("is nobody else's where the other tunnel has never been used", async () => {
    const alone = watched({ state: 'down' });
    const beside = watched();
    await alone.after(0);
    await beside.after(0);
    expect(alone.value('TunnelDataIn', firstIp)).toBe(beside.value('TunnelDataIn', firstIp));
  });
});
