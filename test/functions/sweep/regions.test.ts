import { describe, expect, it } from 'vitest';
import { createSweepHandler, type SweepDeps } from '../../../functions/sweep/handler.ts';
import { AwsCallError } from '../../../shared/aws/client/aws-call-error.ts';
import { createLook } from '../../../shared/intake/look.ts';
import type { Connections } from '../../../shared/ports/aws.ts';
import { reachWords } from '../../../shared/words/english/reach.ts';
import { at, connection, down, firstIp, secondIp } from '../../domain/builders.ts';
import { createFakeOwnAlarms } from '../../fakes/own-alarms.ts';
import { createFakeTunnelAlarms } from '../../fakes/tunnel-alarms.ts';
import { createRegion } from '../../intake/region.ts';

const fiveMinutes = { getRemainingTimeInMillis: () => 300_000 };
const regions = ['eu-west-1', 'us-east-1', 'us-west-2'];

const refusal = (code: string) =>
  new AwsCallError('DescribeVpnConnections', { code, statusCode: 403, requestId: undefined });

/** Three regions, of which each may fail or fall silent. */
const setting = () => {
  const region = createRegion(
    regions.map((name, index) =>
      connection({ region: name, connectionId: `vpn-0000000000000000${index + 1}`, name }),
    ),
  );
  const trouble = new Map<string, Error | 'silence'>();
  const connections: Connections = {
    ...region.connections,
    list: async (name) => {
      const what = trouble.get(name);
      if (what === 'silence') return new Promise(() => undefined);
      if (what) throw what;
      return region.connections.list(name);
    },
  };
  const lookDeps = { ...region.deps, connections };
  const alarms = createFakeTunnelAlarms();
  const ownAlarms = createFakeOwnAlarms();
  const deps: SweepDeps = {
    ...lookDeps,
    look: createLook(lookDeps),
    alarms,
    ownAlarms,
    hubRegion: 'us-east-1',
    spokes: regions.slice(1),
    reachWords,
    regions,
    sleep: region.clock.sleep,
  };
  const handler = createSweepHandler(deps);
  const fall = (name: string): void => {
    region.connections.all = region.connections.all.map((one) =>
      one.region === name ? { ...one, tunnels: [down(firstIp), down(secondIp)] } : one,
    );
  };
  const sweep = async (minute: number): Promise<void> => {
    region.clock.set(at(minute));
    await handler({ task: 'look' }, fiveMinutes);
  };
  const about = () => region.announcer.announcements.map((one) => `${one.kind} ${one.region}`);
  return { region, trouble, alarms, ownAlarms, handler, fall, sweep, about };
};

const pendingWork = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a region that fails', () => {
  it('stops no other, and is no failure of the sweep', async () => {
    const { trouble, fall, sweep, about, region } = setting();
    trouble.set('eu-west-1', refusal('RequestLimitExceeded'));
    fall('us-west-2');
    await sweep(0);
    expect(about()).toEqual(['incident.opened us-west-2']);
    expect(region.log.entries.filter(({ level }) => level === 'warn')).toMatchObject([
      {
        message: 'region not looked at',
        facts: { region: 'eu-west-1', reason: 'throttled', code: 'RequestLimitExceeded' },
      },
    ]);
  });

  it('is told after three sweeps in a row, once, and when it is back', async () => {
    const { trouble, sweep, about } = setting();
    trouble.set('us-west-2', refusal('OptInRequired'));
    await sweep(0);
    await sweep(1);
    expect(about()).toEqual([]);
    for (const minute of [2, 3, 4]) await sweep(minute);
    expect(about()).toEqual(['notice.region-unreachable us-west-2']);
    trouble.clear();
    await sweep(5);
    await sweep(6);
    expect(about()).toEqual(['notice.region-unreachable us-west-2', 'notice.region-unreachable us-west-2']);
  });

  it('does not hide that its tunnels have fallen, once it is back', async () => {
    const { trouble, fall, sweep, about } = setting();
    trouble.set('us-west-2', refusal('InternalError'));
    fall('us-west-2');
    for (const minute of [0, 1, 2]) await sweep(minute);
    trouble.clear();
    await sweep(3);
    expect(about()).toContain('incident.opened us-west-2');
  });

  it('is told by the next sweep if this one could not, and not twice', async () => {
    const { region, trouble, sweep, about } = setting();
    trouble.set('us-west-2', refusal('OptInRequired'));
    await sweep(0);
    await sweep(1);
    region.announcer.failures.next(new Error('SNS is silent'));
    await expect(sweep(2)).rejects.toThrow('SNS is silent');
    expect(about()).toEqual([]);
    await sweep(3);
    await sweep(4);
    expect(about()).toEqual(['notice.region-unreachable us-west-2']);
  });

  it('is told again after four hours', async () => {
    const { trouble, sweep, about } = setting();
    trouble.set('us-west-2', refusal('OptInRequired'));
    for (const minute of [0, 1, 2, 3, 241, 242, 243]) await sweep(minute);
    expect(about()).toHaveLength(2);
  });
});

describe('a region that does not answer', () => {
  it('delays no other: people are told while it is being waited for', async () => {
    const { region, trouble, fall, handler, about } = setting();
    trouble.set('eu-west-1', 'silence');
    fall('us-east-1');
    const running = handler({ task: 'look' }, fiveMinutes);
    await pendingWork();
    expect(about()).toEqual(['incident.opened us-east-1']);
    expect(region.timers.pending()).toEqual([40_000]);
    region.timers.runAll();
    await running;
    expect((await region.records.loadRegion('eu-west-1')).reach).toMatchObject({
      failures: 1,
      reason: 'no-answer',
    });
  });
});

it('of regions that are well nothing is written', async () => {
  const { region, sweep } = setting();
  await sweep(0);
  const { writes } = region.records;
  for (const minute of [1, 2, 3]) await sweep(minute);
  expect(region.records.writes).toBe(writes);
});

it('alarms of the other regions are kept in step while one cannot be looked at', async () => {
  const { trouble, alarms, handler, region } = setting();
  trouble.set('us-east-1', refusal('OptInRequired'));
  await handler({ task: 'alarms' }, fiveMinutes);
  expect(alarms.changes).toHaveLength(4);
  expect(region.log.messages('warn')).toEqual(['alarms not kept']);
});

describe('alarms of the spokes', () => {
  const name = 'tunnelkeeper/self/unforwarded-events';
  const measured = ({ region }: ReturnType<typeof setting>) =>
    region.ownMetrics.recorded.filter((one) => one.name === 'RaisedSpokeAlarms');

  it('are counted together with the upkeep, raised or not', async () => {
    const subject = setting();
    await subject.handler({ task: 'alarms' }, fiveMinutes);
    subject.ownAlarms.alarms.set('us-west-2', [{ name, state: 'raised', since: at(0) }]);
    await subject.handler({ task: 'alarms' }, fiveMinutes);
    expect(measured(subject)).toEqual([
      { name: 'RaisedSpokeAlarms', count: 0 },
      { name: 'RaisedSpokeAlarms', count: 1 },
    ]);
    expect(subject.region.log.entries.filter(({ level }) => level === 'warn')).toMatchObject([
      { message: 'alarm of a spoke is raised', facts: { region: 'us-west-2', names: [name] } },
    ]);
  });

  it('are counted though one region cannot be asked, and hold up no alarm on a tunnel', async () => {
    const subject = setting();
    subject.ownAlarms.alarms.set('us-west-2', [{ name, state: 'raised', since: at(0) }]);
    subject.ownAlarms.failures.next(new Error('throttled'));
    await subject.handler({ task: 'alarms' }, fiveMinutes);
    expect(measured(subject)).toEqual([{ name: 'RaisedSpokeAlarms', count: 1 }]);
    expect(subject.alarms.changes).toHaveLength(6);
  });
});
