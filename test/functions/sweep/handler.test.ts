import { describe, expect, it } from 'vitest';
import { createSweepHandler, type SweepDeps } from '../../../functions/sweep/handler.ts';
import { AwsCallError } from '../../../shared/aws/client/aws-call-error.ts';
import { createLook } from '../../../shared/intake/look.ts';
import { reachWords } from '../../../shared/words/english/reach.ts';
import { connection, down, firstIp, secondIp } from '../../domain/builders.ts';
import { createFakeOwnAlarms } from '../../fakes/own-alarms.ts';
import { createFakeTunnelAlarms } from '../../fakes/tunnel-alarms.ts';
import { createRegion } from '../../intake/region.ts';

const fiveMinutes = { getRemainingTimeInMillis: () => 300_000 };

const setting = (count = 1, change: Partial<SweepDeps> = {}) => {
  const region = createRegion(
    Array.from({ length: count }, (_, index) =>
      connection({ connectionId: `vpn-${(0x0a1b2c3d0000 + index).toString(16).padStart(17, '0')}` }),
    ),
  );
  const alarms = createFakeTunnelAlarms();
  const deps: SweepDeps = {
    ...region.deps,
    look: createLook(region.deps),
    alarms,
    ownAlarms: createFakeOwnAlarms(),
    hubRegion: 'eu-west-1',
    spokes: [],
    reachWords,
    regions: ['eu-west-1'],
    sleep: region.clock.sleep,
    ...change,
  };
  return { region, alarms, handler: createSweepHandler(deps) };
};

describe('the sweep', () => {
  it.each([{ task: 'look' }, {}, null, 'nonsense', { task: 'nonsense' }])(
    'looks when asked with %j',
    async (input) => {
      const { region, alarms, handler } = setting();
      region.connections.all = region.connections.all.map((seen) => ({
        ...seen,
        tunnels: [down(firstIp), down(secondIp)],
      }));
      await handler(input, fiveMinutes);
      expect(region.told()).toEqual(['incident.opened']);
      expect(alarms.changes).toEqual([]);
    },
  );

  it('is heard outside AWS for as long as it looks, and only then', async () => {
    let beats = 0;
    const heartbeat = {
      beat: async () => {
        beats += 1;
      },
    };
    const { region, handler } = setting(1, { heartbeat });
    await handler({ task: 'look' }, fiveMinutes);
    expect(beats).toBe(1);
    await handler({ task: 'alarms' }, fiveMinutes);
    region.records.failures.next(new Error('throttled'));
    await handler({ task: 'look' }, fiveMinutes).catch(() => {});
    expect(beats).toBe(1);
  });

  it('fails where what it has found cannot be kept', async () => {
    const { region, handler } = setting();
    region.records.failures.next(new Error('throttled'));
    await expect(handler({ task: 'look' }, fiveMinutes)).rejects.toThrow('throttled');
    await expect(handler({ task: 'look' }, fiveMinutes)).resolves.toBeUndefined();
  });
});

describe('the upkeep of alarms', () => {
  const upkeep = { task: 'alarms' };

  it('makes one alarm per tunnel, and nothing the second time', async () => {
    const { alarms, handler } = setting();
    await handler(upkeep, fiveMinutes);
    expect(alarms.changes).toHaveLength(2);
    await handler(upkeep, fiveMinutes);
    expect(alarms.changes).toHaveLength(2);
  });

  it('makes at most three calls a second', async () => {
    const { region, handler } = setting(5);
    const before = region.clock.now();
    await handler(upkeep, fiveMinutes);
    expect(region.clock.slept).toHaveLength(9);
    expect(region.clock.now() - before).toBeGreaterThanOrEqual(3_000);
  });

  it('stops before its time is over, and goes on where it stopped', async () => {
    const { region, alarms, handler } = setting(30);
    const brief = { getRemainingTimeInMillis: () => 15_000 };
    await handler(upkeep, brief);
    const first = alarms.changes.length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(60);
    for (let run = 0; run < 10; run += 1) await handler(upkeep, brief);
    expect(new Set(alarms.changes).size).toBe(60);
    expect(alarms.changes).toHaveLength(60);
    expect(region.log.entries.at(-1)?.facts).toMatchObject({ left: 0 });
  });

  it('leaves what CloudWatch does not take now to the next run, and does not fail', async () => {
    const { region, alarms, handler } = setting(2);
    const throttled = { code: 'ThrottlingException', statusCode: 400, requestId: undefined };
    const { put } = alarms;
    let puts = 0;
    alarms.put = async (...call) => {
      puts += 1;
      if (puts === 2) throw new AwsCallError('PutMetricAlarm', throttled);
      await put(...call);
    };
    await handler(upkeep, fiveMinutes);
    expect(alarms.changes).toHaveLength(1);
    expect(region.log.entries.at(-1)?.facts).toMatchObject({ calls: 1, left: 3 });
    await handler(upkeep, fiveMinutes);
    expect(alarms.changes).toHaveLength(4);
  });

  it('fails where CloudWatch refuses for another reason', async () => {
    const { alarms, handler } = setting();
    alarms.put = async () => {
      throw new AwsCallError('PutMetricAlarm', {
        code: 'AccessDenied',
        statusCode: 403,
        requestId: undefined,
      });
    };
    await expect(handler(upkeep, fiveMinutes)).rejects.toThrow('AccessDenied');
  });

  it('removes the alarms of a connection that is gone', async () => {
    const { region, alarms, handler } = setting();
    await handler(upkeep, fiveMinutes);
    region.connections.all = [];
    await handler(upkeep, fiveMinutes);
    expect(alarms.changes.slice(2)).toEqual(
      alarms.changes.slice(0, 2).map((change) => change.replace('put', 'remove')),
    );
  });

  it.each(['the connections', 'the alarms'])('changes nothing when %s cannot be listed', async (what) => {
    const { region, alarms, handler } = setting();
    await handler(upkeep, fiveMinutes);
    const { failures } = what === 'the alarms' ? alarms : region.connections;
    failures.next(new Error('throttled'));
    region.connections.all = [];
    await handler(upkeep, fiveMinutes).catch(() => undefined);
    expect(alarms.changes).toHaveLength(2);
  });
});
