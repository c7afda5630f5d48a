import { expect, it } from 'vitest';
import { type ConnectionChange, changeMemoryMs } from '../../shared/domain/change.ts';
import type { RegionTraffic } from '../../shared/domain/data-path/traffic.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import { suspectIncident } from '../../shared/domain/lifecycle/start.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import type { RegionReach } from '../../shared/domain/reach/reach.ts';
import type { RegionStorms, Storm } from '../../shared/domain/storm/storm.ts';
import { daysMs } from '../../shared/domain/time.ts';
import type { Records, UsageShard } from '../../shared/ports/records.ts';
import { connection, down, firstIp, secondIp, start, up } from '../domain/builders.ts';
import { look, many } from '../domain/storm/cases.ts';
import type { FakeClock } from '../fakes/clock.ts';

export interface RecordsSubject {
  readonly records: Records;
  readonly clock: FakeClock;
}

const region = 'eu-west-1';

export const incident = (change: Partial<Incident> = {}): Incident => {
  const seen = connection({ region, tunnels: [down(firstIp), up(secondIp)] });
  return { ...suspectIncident(seen, new Set(), undefined, start), version: 1, ...change };
};

const notice: Notice = {
  noticeId: 'notice-1',
  region,
  version: 1,
  kind: 'missing-redundancy',
  severity: 'info',
  createdAt: start,
  expiresAt: start + daysMs(30),
  connections: [{ connectionId: 'vpn-1', name: undefined, unusedTunnels: [secondIp] }],
  eventKeys: ['event-1'],
  event: undefined,
  reason: undefined,
  revision: 1,
  announcedRevision: 0,
};

const shard: UsageShard = { shard: '8', version: 1, used: { 'vpn-8': [firstIp] }, unused: {} };

const change = (changed: Partial<ConnectionChange> = {}): ConnectionChange => ({
  changeId: '1f3b5f0e-0000-4000-8000-000000000001',
  connectionId: 'vpn-00000000000000001',
  operation: 'ModifyVpnTunnelOptions',
  outsideIp: firstIp,
  by: { kind: 'role', name: 'network-admin' },
  at: start,
  ...changed,
});

const storms = (change: Partial<Storm> = {}, version = 1): RegionStorms => ({
  region,
  version,
  storms: look([], many(6), 0).storms.map((storm) => ({ ...storm, announcedRevision: 0, ...change })),
});

const reach = (change: Partial<RegionReach> = {}): RegionReach => ({
  region,
  version: 1,
  failures: 3,
  since: start,
  reason: 'denied',
  code: 'UnauthorizedOperation',
  backAt: undefined,
  revision: 1,
  announcedRevision: 0,
  revisedAt: start,
  ...change,
});

const traffic = (change: Partial<RegionTraffic> = {}): RegionTraffic => ({
  region,
  version: 1,
  stopped: { 'vpn-00000000000000001': { direction: 'nothing-comes-back', since: start } },
  nothingBack: {
    'vpn-00000000000000002': { outsideIp: '203.0.113.1', since: start, seenAt: start },
  },
  ...change,
});

/** What every implementation of `Records` promises. */
export const runRecordsContract = (makeSubject: () => RecordsSubject | Promise<RecordsSubject>) => {
  it('loads nothing where nothing was saved', async () => {
    const { records } = await makeSubject();
    expect(await records.loadRegion(region)).toEqual({
      incidents: [],
      notices: [],
      usage: [],
      changes: [],
      storms: undefined,
      reach: undefined,
    });
  });

  it('loads what was saved, each in its kind and region', async () => {
    const { records } = await makeSubject();
    await records.saveIncident(incident());
    await records.saveNotice(notice);
    await records.saveUsage(region, shard);
    await records.saveChange(region, change());
    await records.saveStorms(storms());
    await records.saveReach(reach());
    await records.saveTraffic(traffic());
    await records.saveIncident(incident({ region: 'us-east-1' }));
    expect(await records.loadRegion(region)).toEqual({
      incidents: [incident()],
      notices: [notice],
      usage: [shard],
      changes: [change()],
      storms: storms(),
      reach: reach(),
      traffic: traffic(),
    });
  });

  it('loads at least the incident and the usage of a connection that is asked for', async () => {
    const { records } = await makeSubject();
    const { connectionId } = incident();
    const own = { ...shard, shard: connectionId.at(-1) ?? '' };
    await records.saveIncident(incident());
    await records.saveUsage(region, own);
    await records.saveIncident(incident({ connectionId: 'vpn-00000000000000002' }));
    const { incidents, usage } = await records.loadRegion(region, connectionId);
    expect(incidents.filter((each) => each.connectionId === connectionId)).toEqual([incident()]);
    expect(usage).toContainEqual(own);
  });

  it('keeps one incident for each connection', async () => {
    const { records } = await makeSubject();
    await records.saveIncident(incident());
    await records.saveIncident(incident({ connectionId: 'vpn-00000000000000002' }));
    await records.saveIncident(incident({ incidentId: 'the-next', version: 2 }));
    const { incidents } = await records.loadRegion(region);
    expect(incidents.map(({ incidentId }) => incidentId).sort()).toEqual(
      [incident().incidentId, 'the-next'].sort(),
    );
  });

  it.each([
    ['a first version over a row', 1],
    ['the same version again', 2],
    ['a version too far ahead', 4],
  ])('refuses %s', async (_, version) => {
    const { records } = await makeSubject();
    expect(await records.saveIncident(incident({ version: 1 }))).toBe('saved');
    expect(await records.saveIncident(incident({ version: 2 }))).toBe('saved');
    expect(await records.saveIncident(incident({ version, health: 'outage' }))).toBe('conflict');
    expect((await records.loadRegion(region)).incidents).toEqual([incident({ version: 2 })]);
  });

  it('refuses a later version where there is no row', async () => {
    const { records } = await makeSubject();
    expect(await records.saveIncident(incident({ version: 2 }))).toBe('conflict');
    expect(await records.saveNotice({ ...notice, version: 2 })).toBe('conflict');
    expect(await records.saveUsage(region, { ...shard, version: 2 })).toBe('conflict');
    expect(await records.saveStorms(storms({}, 2))).toBe('conflict');
  });

  it('lets exactly one of two racers save', async () => {
    const { records } = await makeSubject();
    const results = await Promise.all([records.saveIncident(incident()), records.saveIncident(incident())]);
    expect([...results].sort()).toEqual(['conflict', 'saved']);
  });

  it('forgets a closed incident after a week, and begins again from the first version', async () => {
    const { records, clock } = await makeSubject();
    await records.saveIncident(incident({ phase: 'closed', closedAt: start }));
    clock.set(start + daysMs(7) - 1_000);
    expect((await records.loadRegion(region)).incidents).toHaveLength(1);
    expect(await records.saveIncident(incident())).toBe('conflict');
    clock.set(start + daysMs(7));
    expect((await records.loadRegion(region)).incidents).toEqual([]);
    expect(await records.saveIncident(incident())).toBe('saved');
  });

  it('never forgets an open incident', async () => {
    const { records, clock } = await makeSubject();
    await records.saveIncident(incident({ phase: 'open' }));
    clock.advance(daysMs(3_650));
    expect((await records.loadRegion(region)).incidents).toHaveLength(1);
  });

  it('forgets a notice when it says so', async () => {
    const { records, clock } = await makeSubject();
    await records.saveNotice(notice);
    clock.set(notice.expiresAt);
    expect((await records.loadRegion(region)).notices).toEqual([]);
    expect(await records.saveNotice(notice)).toBe('saved');
  });

  it('remembers each change once, however often it is told, and forgets it after some hours', async () => {
    const { records, clock } = await makeSubject();
    const later = change({ changeId: 'another', at: start + 60_000 });
    await records.saveChange(region, change());
    await records.saveChange(region, change());
    await records.saveChange(region, later);
    await records.saveChange('us-east-1', change({ changeId: 'elsewhere' }));
    const byId = async () =>
      (await records.loadRegion(region)).changes.map(({ changeId }) => changeId).toSorted();
    expect(await byId()).toEqual([change().changeId, later.changeId]);
    clock.set(start + changeMemoryMs);
    expect(await byId()).toEqual([later.changeId]);
  });

  it('keeps storms until the last is over and told, and then for a day', async () => {
    const { records, clock } = await makeSubject();
    await records.saveStorms(storms());
    clock.advance(daysMs(90));
    expect((await records.loadRegion(region)).storms).toEqual(storms());
    await records.saveStorms(storms({ closedAt: clock.now(), announcedRevision: 1 }, 2));
    clock.advance(daysMs(1) - 1_000);
    expect((await records.loadRegion(region)).storms?.version).toBe(2);
    clock.advance(1_000);
    expect((await records.loadRegion(region)).storms).toBeUndefined();
    expect(await records.saveStorms(storms())).toBe('saved');
  });

  it('keeps that a region is out of sight until it is back, and for a day if people know of it', async () => {
    const { records, clock } = await makeSubject();
    await records.saveReach(reach());
    clock.advance(daysMs(90));
    expect((await records.loadRegion(region)).reach).toEqual(reach());
    expect(await records.saveReach(reach({ version: 3 }))).toBe('conflict');
    await records.saveReach(reach({ version: 2, backAt: clock.now(), revision: 2 }));
    clock.advance(daysMs(1) - 1_000);
    expect((await records.loadRegion(region)).reach?.version).toBe(2);
    clock.advance(1_000);
    expect((await records.loadRegion(region)).reach).toBeUndefined();
  });

  it('keeps whose traffic has stopped, and saves on what is stored only', async () => {
    const { records, clock } = await makeSubject();
    expect(await records.saveTraffic(traffic())).toBe('saved');
    expect(await records.saveTraffic(traffic({ version: 3 }))).toBe('conflict');
    clock.advance(daysMs(90));
    expect((await records.loadRegion(region)).traffic).toEqual(traffic());
    expect(await records.saveTraffic(traffic({ version: 2, stopped: {} }))).toBe('saved');
    expect((await records.loadRegion(region)).traffic?.stopped).toEqual({});
  });

  it('forgets at once that a region was out of sight for a moment', async () => {
    const { records, clock } = await makeSubject();
    await records.saveReach(reach({ failures: 1, revision: 0 }));
    await records.saveReach(reach({ failures: 1, revision: 0, version: 2, backAt: clock.now() }));
    expect((await records.loadRegion(region)).reach).toBeUndefined();
    expect(await records.saveReach(reach({ failures: 1 }))).toBe('saved');
  });

  it('archives a closed incident, as often as it is asked to, and no open one', async () => {
    const { records } = await makeSubject();
    const closed = incident({ phase: 'closed', closedAt: start });
    await records.archive(closed);
    await records.archive(closed);
    await expect(records.archive(incident({ phase: 'open' }))).rejects.toThrow('Only a closed incident');
    expect((await records.loadRegion(region)).incidents).toEqual([]);
  });
};
