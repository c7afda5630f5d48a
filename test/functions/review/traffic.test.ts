import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../shared/domain/policy.ts';
import { daysMs, minutesMs } from '../../../shared/domain/time.ts';
import { announceNotices } from '../../../shared/intake/announce-notices.ts';
import { tunnel } from '../../domain/builders.ts';
import { createSetting, ipOf, numbered } from './setting.ts';

const traffic = { task: 'traffic' };

const oneWayOn = (...connections: readonly ReturnType<typeof numbered>[]) => {
  const setting = createSetting(connections);
  for (const one of connections) for (const { outsideIp } of one.tunnels) setting.flow(one, outsideIp, {});
  return setting;
};

describe('the review of traffic', () => {
  it('tells once of a connection that receives nothing', async () => {
    const setting = oneWayOn(numbered(1));
    await setting.handler(traffic);
    setting.clock.advance(minutesMs(15));
    for (const { outsideIp } of numbered(1).tunnels) setting.flow(numbered(1), outsideIp, {});
    await setting.handler(traffic);
    expect(setting.told()).toEqual(['notice.one-way-traffic']);
    expect(setting.announcer.announcements[0]).toMatchObject({
      connectionId: numbered(1).connectionId,
      message: { severity: 'warning', facts: [{ value: expect.stringContaining(ipOf(1, 1)) }, {}, {}] },
    });
  });

  it('says whether the other tunnel receives', async () => {
    const setting = createSetting([numbered(1)]);
    setting.flow(numbered(1), ipOf(1, 1), {});
    setting.flow(numbered(1), ipOf(1, 2), { inBytes: 50_000 });
    await setting.handler(traffic);
    expect(setting.announcer.announcements[0]?.message.summary).toContain('The other tunnel receives');
  });

  it('tells of each connection by itself, in any region', async () => {
    const setting = oneWayOn(numbered(1), numbered(2), numbered(3, { region: 'us-east-1' }));
    await setting.handler(traffic);
    expect(setting.announcer.announcements.map(({ region }) => region).sort()).toEqual([
      'eu-west-1',
      'eu-west-1',
      'us-east-1',
    ]);
  });

  it.each([
    ['traffic comes back', numbered(1), { inBytes: 10_000 }],
    ['the owner wants it left alone', numbered(1, { tags: { 'tunnelkeeper:watch': 'off' } }), {}],
    ['BGP has brought no routes', numbered(1, { routing: 'bgp' }), {}],
    [
      'no tunnel is up',
      numbered(1, { tunnels: [1, 2].map((which) => tunnel(ipOf(1, which as 1 | 2), { ipsec: 'down' })) }),
      {},
    ],
  ])('tells nothing where %s', async (_, one, point) => {
    const setting = createSetting([one]);
    for (const { outsideIp } of one.tunnels) setting.flow(one, outsideIp, point);
    await setting.handler(traffic);
    expect(setting.told()).toEqual([]);
  });

  it('asks about connections with a tunnel that is up, 80 tunnels at a time', async () => {
    const many = Array.from({ length: 100 }, (_, index) => numbered(index));
    const half = numbered(500, { tunnels: [tunnel(ipOf(500, 1)), tunnel(ipOf(500, 2), { ipsec: 'down' })] });
    const dead = [1, 2].map((which) => tunnel(ipOf(501, which as 1 | 2), { ipsec: 'down' }));
    const setting = createSetting([...many, half, numbered(501, { tunnels: dead })]);
    await setting.handler(traffic);
    const asked = setting.metrics.asked.map(({ tunnels }) => tunnels.length);
    expect(asked).toEqual([80, 80, 42]);
    expect(setting.records.loads).toBe(1);
  });

  it('of a region without connections asks nothing', async () => {
    const setting = createSetting([]);
    await setting.handler(traffic);
    expect(setting.metrics.asked).toEqual([]);
  });

  it('can be turned off', async () => {
    const policy = { ...defaultPolicy, review: { ...defaultPolicy.review, oneWayTraffic: false } };
    const setting = createSetting([numbered(1)], policy);
    await setting.handler(traffic);
    expect(setting.connections.calls).toEqual([]);
  });

  it('of one region goes on though another cannot be looked at', async () => {
    const setting = oneWayOn(numbered(3, { region: 'us-east-1' }));
    setting.connections.failures.next(new Error('throttled'));
    await setting.handler(traffic);
    expect(setting.told()).toEqual(['notice.one-way-traffic']);
    expect(setting.log.messages('warn')).toEqual(['region not reviewed']);
  });

  it('of one region goes on though another fails, and fails in the end', async () => {
    const setting = oneWayOn(numbered(3, { region: 'us-east-1' }));
    setting.connections.all = [...setting.connections.all, numbered(4)];
    setting.metrics.failures.next(new Error('throttled'));
    await expect(setting.handler(traffic)).rejects.toThrow('throttled');
    expect(setting.told()).toEqual(['notice.one-way-traffic']);
    expect(setting.log.messages('error')).toEqual(['region not reviewed']);
  });

  it('saves before it tells, so that the sweep tells what it could not', async () => {
    const setting = oneWayOn(numbered(1));
    setting.announcer.failures.next(new Error('SNS is silent'));
    await expect(setting.handler(traffic)).rejects.toThrow('SNS is silent');
    const { notices } = await setting.records.loadRegion('eu-west-1');
    expect(notices).toMatchObject([{ kind: 'one-way-traffic', revision: 1, announcedRevision: 0 }]);
    await announceNotices(setting.deps, notices);
    expect(setting.told()).toEqual(['notice.one-way-traffic']);
  });

  it('tells anew after a month', async () => {
    const setting = oneWayOn(numbered(1));
    await setting.handler(traffic);
    setting.clock.advance(daysMs(32));
    for (const { outsideIp } of numbered(1).tunnels) setting.flow(numbered(1), outsideIp, {});
    await setting.handler(traffic);
    const subjects = setting.announcer.announcements.map(({ subjectId }) => subjectId);
    expect(new Set(subjects).size).toBe(2);
  });

  it('decides again on a lost race', async () => {
    const setting = oneWayOn(numbered(1));
    setting.records.loseNextSaves(1);
    await setting.handler(traffic);
    expect(setting.told()).toEqual(['notice.one-way-traffic']);
  });

  describe('that has stopped', () => {
    const one = numbered(1);
    const { connectionId } = one;

    /** Both ways until some minutes ago, then as it is now. */
    const stopping = (minutesAgo: number, then: { readonly inBytes: number; readonly outBytes: number }) => {
      const setting = createSetting([one]);
      const flow = (isOver = false) => {
        for (const { outsideIp } of one.tunnels) {
          const points = Array.from({ length: 64 }, (_, index) => {
            const busy = isOver || index < 64 - minutesAgo;
            const bytes = busy ? { inBytes: 40_000, outBytes: 60_000 } : then;
            return { at: setting.clock.now() - minutesMs(64 - index), state: undefined, ...bytes };
          });
          setting.metrics.points.set(`${connectionId}/${outsideIp}`, points);
        }
      };
      flow();
      const stopped = async () => (await setting.records.loadRegion('eu-west-1')).traffic?.stopped;
      return { setting, flow, stopped };
    };

    it.each([
      ['nothing-comes-back', { inBytes: 100, outBytes: 60_000 }],
      ['nothing-sent-back', { inBytes: 60_000, outBytes: 100 }],
    ] as const)('%s: is remembered for the sweep, and no notice', async (direction, then) => {
      const { setting, stopped } = stopping(12, then);
      await setting.handler(traffic);
      expect(await stopped()).toMatchObject({ [connectionId]: { direction, since: expect.any(Number) } });
      expect(setting.told()).toEqual([]);
      const { writes } = setting.records;
      await setting.handler(traffic);
      expect(setting.records.writes).toBe(writes);
    });

    it('is not so where both tunnels were down meanwhile', async () => {
      const { setting, stopped } = stopping(12, { inBytes: 100, outBytes: 60_000 });
      const back = { lastStatusChangeAt: setting.clock.now() - minutesMs(3) };
      setting.connections.all = [{ ...one, tunnels: one.tunnels.map((each) => ({ ...each, ...back })) }];
      await setting.handler(traffic);
      expect((await stopped()) ?? {}).toEqual({});
    });

    it('is remembered too where the other tunnel is down, and is known to bring nothing back', async () => {
      const { setting, stopped } = stopping(12, { inBytes: 100, outBytes: 60_000 });
      const [first, second] = one.tunnels;
      const now = setting.clock.now();
      const fallen = { ...second, ipsec: 'down' as const, lastStatusChangeAt: now - minutesMs(90) };
      setting.connections.all = [{ ...one, tunnels: [first, fallen] as typeof one.tunnels }];
      setting.metrics.points.set(`${connectionId}/${fallen.outsideIp}`, []);
      await setting.records.saveTraffic({
        region: 'eu-west-1',
        version: 1,
        stopped: {},
        nothingBack: {
          [connectionId]: { outsideIp: ipOf(1, 2), since: now - minutesMs(200), seenAt: now - minutesMs(91) },
        },
      });
      await setting.handler(traffic);
      expect(Object.keys((await stopped()) ?? {})).toEqual([connectionId]);
    });

    it('is forgotten once it passes again', async () => {
      const { setting, flow, stopped } = stopping(12, { inBytes: 100, outBytes: 60_000 });
      await setting.handler(traffic);
      flow(true);
      await setting.handler(traffic);
      expect(await stopped()).toEqual({});
    });

    it('stays so where metrics cannot be read', async () => {
      const { setting, stopped } = stopping(12, { inBytes: 100, outBytes: 60_000 });
      await setting.handler(traffic);
      setting.metrics.failures.next(new Error('throttled'));
      await expect(setting.handler(traffic)).rejects.toThrow('throttled');
      expect(Object.keys((await stopped()) ?? {})).toEqual([connectionId]);
    });
  });

  it('that one tunnel does not bring back is remembered, also once the other one falls, and nothing has stopped', async () => {
    const one = numbered(1);
    const { connectionId } = one;
    const setting = createSetting([one]);
    setting.flow(one, ipOf(1, 1), { inBytes: 400_000, outBytes: 600_000 });
    setting.flow(one, ipOf(1, 2), { inBytes: 300, outBytes: 60_000 });
    await setting.handler(traffic);
    const known = { outsideIp: ipOf(1, 2), since: expect.any(Number), seenAt: setting.clock.now() };
    const row = async () => (await setting.records.loadRegion('eu-west-1')).traffic;
    expect(await row()).toMatchObject({ stopped: {}, nothingBack: { [connectionId]: known } });
    const { writes } = setting.records;
    await setting.handler(traffic);
    expect(setting.records.writes).toBe(writes);
    const fellAt = setting.clock.now() - minutesMs(10);
    const fallen = tunnel(ipOf(1, 1), { ipsec: 'down', lastStatusChangeAt: fellAt });
    setting.connections.all = [{ ...one, tunnels: [fallen, tunnel(ipOf(1, 2))] }];
    setting.metrics.points.set(
      `${connectionId}/${ipOf(1, 1)}`,
      Array.from({ length: 64 }, (_, index) => ({
        at: setting.clock.now() - minutesMs(64 - index),
        state: undefined,
        inBytes: index < 54 ? 400_000 : 0,
        outBytes: index < 54 ? 600_000 : 0,
      })),
    );
    await setting.handler(traffic);
    expect(await row()).toMatchObject({ stopped: {}, nothingBack: { [connectionId]: known } });
    expect(setting.told()).toEqual(['notice.one-way-traffic']);
  });

  it('of which AWS has sent nothing back for as long as is known is told, with where to look', async () => {
    const setting = createSetting([numbered(1)]);
    setting.flow(numbered(1), ipOf(1, 1), { inBytes: 500_000, outBytes: 300 });
    setting.flow(numbered(1), ipOf(1, 2), { inBytes: 300, outBytes: 300 });
    await setting.handler(traffic);
    expect(setting.told()).toEqual(['notice.nothing-sent-back']);
    expect(JSON.stringify(setting.announcer.announcements[0]?.message.todo)).toContain('route propagation');
  });
});
