import { describe, expect, it } from 'vitest';
import { createSweepHandler, type SweepDeps } from '../../../functions/sweep/handler.ts';
import { AwsCallError } from '../../../shared/aws/client/aws-call-error.ts';
import type { Connection } from '../../../shared/domain/connection.ts';
import { isWatched } from '../../../shared/intake/found-regions.ts';
import { createLook } from '../../../shared/intake/look.ts';
import type { Connections } from '../../../shared/ports/aws.ts';
import { reachWords } from '../../../shared/words/english/reach.ts';
import { at, connection, down, firstIp, secondIp, up } from '../../domain/builders.ts';
import { createFakeOwnAlarms } from '../../fakes/own-alarms.ts';
import { createFakeRegionFinder } from '../../fakes/region-finder.ts';
import { createFakeTunnelAlarms } from '../../fakes/tunnel-alarms.ts';
import { createRegion } from '../../intake/region.ts';

const fiveMinutes = { getRemainingTimeInMillis: () => 300_000 };
const hub = 'us-east-1';
const empty = ['ap-south-1', 'eu-north-1', 'eu-west-1', 'sa-east-1'];

const inFrankfurt = (change: Partial<Connection> = {}): Connection =>
  connection({ region: 'eu-central-1', ...change });

const refusal = (code: string) =>
  new AwsCallError('DescribeVpnConnections', { code, statusCode: 403, requestId: undefined });

/** The configuration as it ships: a hub without connections, and regions that the account has besides. */
const setting = (seen: readonly Connection[] = [inFrankfurt()]) => {
  const region = createRegion(seen);
  const refusals = new Map<string, Error>();
  const listed: string[] = [];
  const queried: string[] = [];
  const connections: Connections = {
    ...region.connections,
    list: async (name) => {
      listed.push(name);
      const error = refusals.get(name);
      if (error) throw error;
      return region.connections.list(name);
    },
  };
  const records = {
    ...region.records,
    loadRegion: async (name: string) => {
      queried.push(name);
      return region.records.loadRegion(name);
    },
  };
  const lookDeps = { ...region.deps, connections, records };
  const regionFinder = createFakeRegionFinder([hub, 'eu-central-1', ...empty]);
  const deps: SweepDeps = {
    ...lookDeps,
    look: createLook(lookDeps),
    alarms: createFakeTunnelAlarms(),
    ownAlarms: createFakeOwnAlarms(),
    spokes: [],
    reachWords,
    hubRegion: hub,
    regions: [hub],
    regionFinder,
    sleep: region.clock.sleep,
  };
  let handler = createSweepHandler(deps);
  const sweep = async (minute: number): Promise<void> => {
    region.clock.set(at(minute));
    listed.length = 0;
    queried.length = 0;
    await handler({ task: 'look' }, fiveMinutes);
  };
  return {
    region,
    refusals,
    regionFinder,
    deps,
    sweep,
    listed,
    queried,
    freshSandbox: () => {
      handler = createSweepHandler(deps);
    },
    found: async () => (await region.records.loadRegion(hub)).found,
    told: () => region.announcer.announcements.map((one) => `${one.kind} ${one.region}`),
    fall: () => {
      region.connections.all = region.connections.all.map((one) => ({
        ...one,
        tunnels: [down(firstIp), down(secondIp)],
      }));
    },
  };
};

describe('regions that nobody has named', () => {
  it('are found, and an outage in one of them is told within a minute', async () => {
    const { sweep, fall, told } = setting();
    await sweep(0);
    await sweep(1);
    fall();
    await sweep(2);
    expect(told()).toEqual(['incident.opened eu-central-1']);
  });

  it('cost one call of EC2 each, every minute where connections are and every ten minutes elsewhere, and one query where something is', async () => {
    const { sweep, listed, queried, region } = setting();
    await sweep(0);
    await sweep(1);
    const all: string[] = [];
    const { writes } = region.records;
    for (let minute = 2; minute < 32; minute += 1) {
      await sweep(minute);
      expect(queried.toSorted()).toEqual(['eu-central-1', hub]);
      expect(listed.length).toBeLessThanOrEqual(4);
      all.push(...listed);
    }
    const count = (name: string) => all.filter((one) => one === name).length;
    expect(count('eu-central-1')).toBe(30);
    for (const name of empty) expect(count(name)).toBe(3);
    expect(region.records.writes).toBe(writes);
  });

  it('are found once a day, and remembered by a fresh sandbox', async () => {
    const { sweep, regionFinder, freshSandbox, listed } = setting();
    await sweep(0);
    freshSandbox();
    await sweep(1);
    expect(regionFinder.calls).toBe(1);
    await sweep(2);
    expect(listed).toContain('eu-central-1');
    await sweep(24 * 60 + 1);
    expect(regionFinder.calls).toBe(2);
  });

  it('are found by a later sweep where this one could not, and what is known stays known', async () => {
    const { sweep, regionFinder, found, region, listed } = setting();
    regionFinder.failures.next(refusal('UnauthorizedOperation'));
    await sweep(0);
    expect(await found()).toBeUndefined();
    expect(region.log.messages('warn')).toEqual(['regions not found']);
    await sweep(1);
    await sweep(2);
    regionFinder.failures.next(refusal('RequestLimitExceeded'));
    await sweep(24 * 60 + 2);
    await sweep(24 * 60 + 3);
    expect(listed).toContain('eu-central-1');
    expect(regionFinder.calls).toBe(3);
  });

  it('become as those that are named when their first connection appears, and empty again after their last', async () => {
    const { sweep, region, found, listed } = setting([]);
    for (let minute = 0; minute < 3; minute += 1) await sweep(minute);
    region.connections.all = [inFrankfurt({ tunnels: [up(firstIp), up(secondIp)] })];
    for (let minute = 3; minute < 13; minute += 1) await sweep(minute);
    const holds = async () => (await found())?.regions.find((each) => each.region === 'eu-central-1')?.holds;
    expect(await holds()).toBe('connections');
    region.connections.all = [];
    for (let minute = 13; minute < 30; minute += 1) await sweep(minute);
    expect(await holds()).toBe('nothing');
    await sweep(30);
    expect(listed.length).toBeLessThanOrEqual(3);
  });
});

describe('an empty region that was found', () => {
  it.each(['UnauthorizedOperation', 'AuthFailure'])(
    'and refuses with %s is noted once, is told of to nobody, and is asked every ten minutes',
    async (code) => {
      const { sweep, refusals, told, found, listed, region } = setting();
      refusals.set('eu-west-1', refusal(code));
      await sweep(0);
      await sweep(1);
      const { writes } = region.records;
      let asked = 0;
      for (let minute = 2; minute < 32; minute += 1) {
        await sweep(minute);
        asked += listed.filter((name) => name === 'eu-west-1').length;
      }
      expect(asked).toBe(3);
      expect(told()).toEqual([]);
      expect(region.records.writes).toBe(writes);
      expect(region.log.messages('warn')).toEqual(['found region not looked at']);
      expect((await found())?.regions.find((each) => each.region === 'eu-west-1')?.refusal).toMatchObject({
        code,
        since: at(1),
      });
      refusals.clear();
      for (let minute = 32; minute < 44; minute += 1) await sweep(minute);
      expect((await found())?.regions.every((each) => each.refusal === undefined)).toBe(true);
    },
  );

  it('and does not answer on its first look is tried again by the next sweep', async () => {
    const { sweep, refusals, fall, told } = setting();
    refusals.set('eu-central-1', refusal('RequestLimitExceeded'));
    fall();
    await sweep(0);
    await sweep(1);
    refusals.clear();
    await sweep(2);
    expect(told()).toEqual(['incident.opened eu-central-1']);
  });

  it('is looked at by the next sweep after an event has named it, though nothing says so but its row', async () => {
    const { sweep, deps, listed } = setting([]);
    for (let minute = 0; minute < 3; minute += 1) await sweep(minute);
    const quiet = empty.find((name) => !listed.includes(name)) ?? '';
    await expect(isWatched(deps, quiet)).resolves.toBe(true);
    await sweep(4);
    expect(listed).toContain(quiet);
    await sweep(5);
    expect(listed).not.toContain(quiet);
  });
});

it('a region with connections that refuses is told of like one that is named', async () => {
  const { sweep, refusals, told } = setting();
  await sweep(0);
  await sweep(1);
  refusals.set('eu-central-1', refusal('UnauthorizedOperation'));
  for (const minute of [2, 3, 4, 5]) await sweep(minute);
  expect(told()).toEqual(['notice.region-unreachable eu-central-1']);
  refusals.clear();
  await sweep(6);
  expect(told()).toHaveLength(2);
});

describe('an event of a region', () => {
  it.each([
    ['that is named', hub, true],
    ['that was found', 'eu-west-1', true],
    ['that the account has enabled since', 'me-south-1', true],
    ['that does not exist', 'xx-nowhere-1', false],
  ])('%s', async (_, name, expected) => {
    const { sweep, deps, regionFinder } = setting();
    await sweep(0);
    regionFinder.all = [...regionFinder.all, 'me-south-1'];
    await expect(isWatched(deps, name)).resolves.toBe(expected);
  });

  it('that is not named is of no interest where only named ones are watched', async () => {
    const { deps } = setting();
    await expect(isWatched({ ...deps, regionFinder: undefined }, 'eu-central-1')).resolves.toBe(false);
  });
});
