import { beforeAll, describe, expect, it } from 'vitest';
import { type Scene, shippedScene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await shippedScene('region-found');
});

describe('a VPN in a region that nobody has named, with the configuration as it ships', () => {
  it('harms nothing', () => {
    for (const what of ['function.error', 'access.denied', 'call.unsupported', 'event.undelivered']) {
      expect(scene.of(what)).toEqual([]);
    }
  });

  it('is what the deployment says is watched', () => {
    expect(scene.headlines[0]).toMatch(/Tunnelkeeper watches 1 connection in 1 region/);
    expect(JSON.stringify(scene.parents[0])).toContain('eu-central-1');
  });

  it('is told of within a minute when it falls, and when it is back', () => {
    const told = scene.parents[1];
    const [down] = scene.of('tunnel.down');
    expect(Number(told?.ts) * 1_000 - (down?.at ?? 0)).toBeLessThanOrEqual(61_000);
    expect(JSON.stringify(told)).toContain('eu-central-1');
    expect(scene.headlines[1]).toMatch(/frankfurt-primary .* recovered/);
  });

  it('costs a call a minute, and each empty region one in ten minutes; nothing is queried but the hub and it', () => {
    const from = scene.startsAt + 2 * 60_000;
    const sweeps = scene
      .calls('DescribeVpnConnections')
      .filter(
        ({ functionName, at }) =>
          /sweep/i.test(String(functionName)) && at >= from && at < from + 20 * 60_000,
      );
    const counts = Object.entries(Object.groupBy(sweeps, ({ region }) => String(region))).map(
      ([region, calls = []]) => [region, calls.length] as const,
    );
    const { 'us-east-1': hub, 'eu-central-1': found, ...empty } = Object.fromEntries(counts);
    expect(found).toBe(20);
    // Once more every 15 minutes, for its alarms.
    expect(hub).toBeLessThanOrEqual(22);
    expect(Object.values(empty).length).toBeGreaterThan(10);
    expect(new Set(Object.values(empty))).toEqual(new Set([2]));
    const lastMinute = scene
      .calls('Query')
      .filter(
        ({ functionName, at }) => /sweep/i.test(String(functionName)) && at > scene.play.endsAt - 60_000,
      );
    expect(lastMinute).toHaveLength(2);
  });
});
