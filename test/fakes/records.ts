import { type ConnectionChange, changeMemoryMs } from '../../shared/domain/change.ts';
import type { RegionTraffic } from '../../shared/domain/data-path/traffic.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import { type RegionReach, reachExpiry } from '../../shared/domain/reach/reach.ts';
import type { FoundRegions } from '../../shared/domain/regions/found-regions.ts';
import { expiryOf } from '../../shared/domain/storm/forget.ts';
import type { RegionStorms } from '../../shared/domain/storm/storm.ts';
import { daysMs } from '../../shared/domain/time.ts';
import type { Records, RegionRecords, SaveResult, UsageShard } from '../../shared/ports/records.ts';
import type { Now } from '../../shared/ports/shell.ts';
import { createFailures, type Failures } from './failures.ts';
import { createStoredRows } from './stored-rows.ts';

export interface FakeRecords extends Records {
  incident(region: string, connectionId: string): Incident | undefined;
  storms(region: string): RegionStorms | undefined;
  readonly archived: readonly Incident[];
  /** Incidents in the order in which they were saved. */
  readonly savedIncidents: readonly Incident[];
  readonly loads: number;
  /** Rows that were written, of whatever kind. */
  readonly writes: number;
  /** The next `times` saves lose the race; before each, `meanwhile` does what the winner has done. */
  loseNextSaves(times: number, meanwhile?: () => void | Promise<void>): void;
  readonly failures: Failures;
  /** The next save of a change fails, and nothing else does. */
  failChanges(error: Error): void;
}

export const createFakeRecords = (now: Now = Date.now): FakeRecords => {
  const rows = createStoredRows(now);
  const failures = createFailures();
  const changeFailures = createFailures();
  const savedIncidents: Incident[] = [];
  const lost: (() => void | Promise<void>)[] = [];
  let loads = 0;
  let writes = 0;
  const save = async (key: string, record: { readonly version: number }, expiresAt?: number) => {
    failures.throwIfDue();
    const meanwhile = lost.shift();
    if (!meanwhile) {
      const result = rows.save(key, record, expiresAt);
      if (result === 'saved') writes += 1;
      return result;
    }
    await meanwhile();
    return 'conflict' as SaveResult;
  };
  return {
    failures,
    savedIncidents,
    get loads() {
      return loads;
    },
    get writes() {
      return writes;
    },
    get archived() {
      return rows.readAll<Incident>('HISTORY/');
    },
    incident: (region, connectionId) => rows.read<Incident>(`${region}/INCIDENT/${connectionId}`),
    storms: (region) => rows.read<RegionStorms>(`${region}/STORM/ALL`),
    loseNextSaves: (times, meanwhile = () => undefined) => {
      lost.push(...Array.from({ length: times }, () => meanwhile));
    },
    loadRegion: async (region): Promise<RegionRecords> => {
      loads += 1;
      failures.throwIfDue();
      return {
        incidents: rows.readAll<Incident>(`${region}/INCIDENT/`),
        notices: rows.readAll<Notice>(`${region}/NOTICE/`),
        usage: rows.readAll<UsageShard>(`${region}/USAGE/`),
        changes: rows.readAll<ConnectionChange>(`${region}/CHANGE/`),
        storms: rows.read<RegionStorms>(`${region}/STORM/ALL`),
        reach: rows.read<RegionReach>(`${region}/REACH/${region}`),
        found: rows.read<FoundRegions>(`${region}/FOUND/ALL`),
        traffic: rows.read<RegionTraffic>(`${region}/TRAFFIC/${region}`),
      };
    },
    saveIncident: async (incident) => {
      const expiresAt = incident.closedAt === undefined ? undefined : incident.closedAt + daysMs(7);
      const key = `${incident.region}/INCIDENT/${incident.connectionId}`;
      const result = await save(key, incident, expiresAt);
      if (result === 'saved') savedIncidents.push(incident);
      return result;
    },
    saveNotice: (notice) => save(`${notice.region}/NOTICE/${notice.noticeId}`, notice, notice.expiresAt),
    saveUsage: (region, shard) => save(`${region}/USAGE/${shard.shard}`, shard),
    failChanges: (error) => changeFailures.next(error),
    saveChange: async (region, change) => {
      failures.throwIfDue();
      changeFailures.throwIfDue();
      const key = `${region}/CHANGE/${change.connectionId}/${change.changeId}`;
      rows.put(key, change, change.at + changeMemoryMs);
    },
    saveStorms: (storms) => save(`${storms.region}/STORM/ALL`, storms, expiryOf(storms)),
    saveReach: (reach) => save(`${reach.region}/REACH/${reach.region}`, reach, reachExpiry(reach)),
    saveFound: (found) => save(`${found.hub}/FOUND/ALL`, found),
    saveTraffic: (traffic) => save(`${traffic.region}/TRAFFIC/${traffic.region}`, traffic),
    archive: async (incident) => {
      failures.throwIfDue();
      if (incident.closedAt === undefined) throw new Error('Only a closed incident has a history.');
      rows.put(`HISTORY/${incident.connectionId}/${incident.closedAt}/${incident.incidentId}`, incident);
    },
  };
};
