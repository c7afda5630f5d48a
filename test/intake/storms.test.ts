import { describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/domain/connection.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import { defaultPolicy, type Policy } from '../../shared/domain/policy.ts';
import type { Signal } from '../../shared/domain/signal.ts';
import type { RegionStorms } from '../../shared/domain/storm/storm.ts';
import { at, connection, down, firstIp, secondIp, up } from '../domain/builders.ts';
import { idOf } from '../domain/storm/cases.ts';
import { createRegion, type Region } from './region.ts';

const name = 'eu-west-1';

const fallen = (number: number, change: Partial<Connection> = {}): Connection =>
  connection({ connectionId: idOf(number), tunnels: [down(firstIp), down(secondIp)], ...change });

const healthy = (number: number): Connection =>
  connection({ connectionId: idOf(number), tunnels: [up(firstIp, 5), up(secondIp, 5)] });

const many = (count: number): readonly Connection[] =>
  Array.from({ length: count }, (_, number) => fallen(number));

const alarmOf = (number: number): Signal => ({
  kind: 'alarm',
  connectionId: idOf(number),
  outsideIp: firstIp,
  state: 'ALARM',
  at: at(0),
});

/** Nothing is found out later about why nothing is restarted. */
const withoutRestarts: Policy = { ...defaultPolicy, restart: { ...defaultPolicy.restart, mode: 'off' } };

const incidentsOf = (region: Region): readonly Incident[] =>
  region.connections.all.flatMap(({ connectionId }) => region.records.incident(name, connectionId) ?? []);

const stormOf = (region: Region) => region.records.storms(name)?.storms[0];

/** What was told of its own, and in the thread of a storm. */
const told = (region: Region) => ({
  storms: region.told().filter((kind) => kind.startsWith('storm.')),
  alone: region.announcer.announcements.filter(
    ({ kind, gatheredIn }) => kind === 'incident.opened' && gatheredIn === undefined,
  ).length,
  gathered: region.announcer.announcements.filter(
    ({ kind, gatheredIn }) => kind === 'incident.opened' && gatheredIn !== undefined,
  ).length,
});

describe('a sweep that finds many connections down', () => {
  it('tells of one storm first, and of each incident in it', async () => {
    const region = createRegion(many(300));
    await region.sweep(0);
    expect(region.told()[0]).toBe('storm.opened');
    expect(told(region)).toEqual({ storms: ['storm.opened'], alone: 0, gathered: 300 });
    expect(new Set(incidentsOf(region).map(({ gatheredIn }) => gatheredIn))).toEqual(
      new Set([stormOf(region)?.stormId]),
    );
    expect(stormOf(region)).toMatchObject({ picture: { counts: { total: 300 } }, announcedRevision: 1 });
  });

  it('tells of five one by one', async () => {
    const region = createRegion(many(5));
    await region.sweep(0);
    expect(told(region)).toEqual({ storms: [], alone: 5, gathered: 0 });
    expect(region.records.storms(name)).toBeUndefined();
  });

  it('says nothing anew as long as nothing changes, once it knows why nothing is restarted', async () => {
    const region = createRegion(many(6));
    for (const minute of [0, 1]) await region.sweep(minute);
    expect(stormOf(region)?.picture.withheld).toEqual([{ reason: 'gateway-wide', count: 6 }]);
    const version = region.records.storms(name)?.version;
    for (const minute of [2, 3, 4]) await region.sweep(minute);
    expect(told(region).storms).toEqual(['storm.opened', 'storm.update']);
    expect(region.records.storms(name)?.version).toBe(version);
  });

  it('tells of the storm once more when it is over, and then of single incidents again', async () => {
    const region = createRegion(many(6));
    await region.sweep(0);
    region.connections.all = many(6).map((_, number) => healthy(number));
    for (const minute of [5, 9]) await region.sweep(minute);
    expect(told(region).storms.at(-1)).toBe('storm.closed');
    region.connections.all = [fallen(0, { tunnels: [down(firstIp, 10), down(secondIp, 10)] })];
    await region.sweep(10);
    expect(told(region)).toMatchObject({ alone: 1, gathered: 6 });
  });

  it('leaves restarts to the guards', async () => {
    const region = createRegion(many(12));
    for (const minute of [0, 1, 2, 3, 4, 5]) await region.sweep(minute);
    expect(region.restartRequests.requests).toEqual([]);
    expect(stormOf(region)?.picture.withheld).toEqual([{ reason: 'gateway-wide', count: 12 }]);
  });
});

describe('looks about one connection each', () => {
  it('gather as well: the first five have their own message, the rest stand in the storm', async () => {
    const region = createRegion(many(8));
    for (let number = 0; number < 8; number += 1) await region.look([alarmOf(number)], [idOf(number)]);
    expect(told(region)).toEqual({ storms: ['storm.opened'], alone: 5, gathered: 3 });
    expect(stormOf(region)?.picture.counts.total).toBe(6);
    await region.sweep(1);
    expect(stormOf(region)?.picture.counts.total).toBe(8);
  });

  it('that run at the same moment open one storm only', async () => {
    const region = createRegion(many(12));
    for (let number = 0; number < 5; number += 1) await region.look([alarmOf(number)], [idOf(number)]);
    await Promise.all([5, 6, 7, 8, 9, 10].map((number) => region.look([alarmOf(number)], [idOf(number)])));
    expect(region.records.storms(name)?.storms).toHaveLength(1);
    expect(told(region)).toMatchObject({ alone: 5, gathered: 6 });
  });
});

describe('a storm that has been told', () => {
  it('is marked on what somebody else has saved meanwhile, and not told twice', async () => {
    const region = createRegion(many(6), withoutRestarts);
    const { saveStorms } = region.records;
    let saves = 0;
    Object.assign(region.records, {
      saveStorms: async (record: RegionStorms) => {
        saves += 1;
        const stored = region.records.storms(name);
        if (saves === 2 && stored) await saveStorms({ ...stored, version: stored.version + 1 });
        return saveStorms(record);
      },
    });
    await region.sweep(0);
    expect(stormOf(region)).toMatchObject({ revision: 1, announcedRevision: 1, announcedSeq: 1 });
    await region.sweep(1);
    expect(told(region).storms).toEqual(['storm.opened']);
  });
});

describe('what stops half-way', () => {
  it('after the storm was saved is told by the next sweep', async () => {
    const region = createRegion(many(6));
    region.announcer.failures.next(new Error('SNS is away'), 7);
    await expect(region.sweep(0)).rejects.toThrow();
    expect(stormOf(region)).toMatchObject({ revision: 1, announcedRevision: 0 });
    await region.sweep(1);
    expect(told(region)).toEqual({ storms: ['storm.opened'], alone: 0, gathered: 6 });
  });

  it('before the incidents were saved gathers them by the next sweep', async () => {
    const region = createRegion(many(6));
    const { records } = region;
    const saveIncident = records.saveIncident;
    Object.assign(records, { saveIncident: () => Promise.reject(new Error('killed')) });
    await expect(region.sweep(0)).rejects.toThrow('6 of 6 failed');
    Object.assign(records, { saveIncident });
    await region.sweep(1);
    expect(told(region)).toMatchObject({ alone: 0, gathered: 6 });
    expect(records.storms(name)?.storms).toHaveLength(1);
  });

  it('at the record of the storms tells of each incident by itself rather than of none', async () => {
    const region = createRegion(many(6), withoutRestarts);
    const { saveStorms } = region.records;
    Object.assign(region.records, { saveStorms: () => Promise.reject(new Error('throttled')) });
    await region.sweep(0);
    Object.assign(region.records, { saveStorms });
    expect(told(region)).toEqual({ storms: [], alone: 6, gathered: 0 });
    expect(region.log.messages('error')).toEqual(['storms not saved, incidents are told one by one']);
    await region.sweep(1);
    expect(told(region).storms).toEqual(['storm.opened']);
  });
});
