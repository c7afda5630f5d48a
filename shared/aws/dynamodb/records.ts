import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { changeMemoryMs } from '../../domain/change.ts';
import type { Incident } from '../../domain/incident.ts';
import { reachExpiry } from '../../domain/reach/reach.ts';
import { expiryOf } from '../../domain/storm/forget.ts';
import { daysMs, type EpochMs } from '../../domain/time.ts';
import { usageShardOf } from '../../domain/usage.ts';
import type { Records, RegionRecords } from '../../ports/records.ts';
import type { Log, Now } from '../../ports/shell.ts';
import { historyKey, type RegionRowKind, regionPartition, regionRowKey } from './keys.ts';
import {
  type ReadBody,
  readChange,
  readFound,
  readIncident,
  readNotice,
  readReach,
  readStorms,
  readTraffic,
  readUsage,
} from './read-body.ts';
import { readable } from './readable.ts';
import type { Row } from './row.ts';
import { createTable, type Table } from './table.ts';

export interface RecordsOptions {
  readonly tableName: string;
  readonly log: Log;
  readonly now: Now;
  /** How long a closed incident stays in memory for the guards. @default 7 */
  readonly closedIncidentDays?: number;
  /** @default 90 */
  readonly historyDays?: number;
}

export const createRecords = (client: DynamoDBClient, options: RecordsOptions): Records => {
  const table = createTable(client, options.tableName, options.now);
  const { closedIncidentDays = 7, historyDays = 90 } = options;
  return {
    loadRegion: async (region, connectionId) =>
      recordsIn(table, options.log, await rowsOf(table, region, connectionId)),
    saveIncident: (incident) =>
      table.save({
        key: regionRowKey(incident.region, 'INCIDENT', incident.connectionId),
        version: incident.version,
        body: JSON.stringify(incident),
        expiresAt: afterClosing(incident, closedIncidentDays),
      }),
    saveNotice: (notice) =>
      table.save({
        key: regionRowKey(notice.region, 'NOTICE', notice.noticeId),
        version: notice.version,
        body: JSON.stringify(notice),
        expiresAt: notice.expiresAt,
      }),
    saveUsage: (region, shard) =>
      table.save({
        key: regionRowKey(region, 'USAGE', shard.shard),
        version: shard.version,
        body: JSON.stringify(shard),
        expiresAt: undefined,
      }),
    saveChange: (region, change) =>
      table.put({
        key: regionRowKey(region, 'CHANGE', `${change.connectionId}#${change.changeId}`),
        version: 1,
        body: JSON.stringify(change),
        expiresAt: change.at + changeMemoryMs,
      }),
    saveStorms: (storms) =>
      table.save({
        key: regionRowKey(storms.region, 'STORM', allStorms),
        version: storms.version,
        body: JSON.stringify(storms),
        expiresAt: expiryOf(storms),
      }),
    saveReach: (reach) =>
      table.save({
        key: regionRowKey(reach.region, 'REACH', reach.region),
        version: reach.version,
        body: JSON.stringify(reach),
        expiresAt: reachExpiry(reach),
      }),
    saveFound: (found) =>
      table.save({
        key: regionRowKey(found.hub, 'FOUND', allFound),
        version: found.version,
        body: JSON.stringify(found),
        expiresAt: undefined,
      }),
    saveTraffic: (traffic) =>
      table.save({
        key: regionRowKey(traffic.region, 'TRAFFIC', traffic.region),
        version: traffic.version,
        body: JSON.stringify(traffic),
        expiresAt: undefined,
      }),
    archive: (incident) => archive(table, incident, historyDays),
  };
};

/** One row holds all storms of a region. */
const allStorms = 'ALL';

/** One row holds all regions that were found. It stands in the hub, so that the sweep reads it with the rest of that. */
const allFound = 'ALL';

const afterClosing = (incident: Incident, days: number): EpochMs | undefined =>
  incident.closedAt === undefined
    ? undefined
    : Math.max(incident.closedAt, incident.drops?.at(-1) ?? 0) + daysMs(days);

const archive = async (table: Table, incident: Incident, historyDays: number): Promise<void> => {
  if (incident.closedAt === undefined) {
    throw new Error(`Only a closed incident has a history: ${incident.incidentId} is ${incident.phase}.`);
  }
  const closedAt = new Date(incident.closedAt).toISOString();
  await table.put({
    key: historyKey(incident.connectionId, closedAt, incident.incidentId),
    version: incident.version,
    body: JSON.stringify(incident),
    expiresAt: afterClosing(incident, historyDays),
  });
};

const rowsOf = async (
  table: Table,
  region: string,
  connectionId: string | undefined,
): Promise<readonly Row[]> => {
  if (connectionId === undefined) return table.query(regionPartition(region));
  const rows = await Promise.all([
    table.get(regionRowKey(region, 'INCIDENT', connectionId)),
    table.get(regionRowKey(region, 'USAGE', usageShardOf(connectionId))),
  ]);
  return rows.filter((row) => row !== undefined);
};

const recordsIn = async (table: Table, log: Log, rows: readonly Row[]): Promise<RegionRecords> => {
  const ofKind = async <Entity>(
    kind: RegionRowKind,
    read: (row: Row) => ReadBody<Entity>,
  ): Promise<readonly Entity[]> => {
    const ofThisKind = rows.filter((row) => row.key.sk.startsWith(`${kind}#`));
    const records = await Promise.all(ofThisKind.map((row) => readable(table, log, row, read)));
    return records.filter((record) => record !== undefined);
  };
  const [incidents, notices, usage, changes, storms, reaches, found, traffic] = await Promise.all([
    ofKind('INCIDENT', readIncident),
    ofKind('NOTICE', readNotice),
    ofKind('USAGE', readUsage),
    ofKind('CHANGE', readChange),
    ofKind('STORM', readStorms),
    ofKind('REACH', readReach),
    ofKind('FOUND', readFound),
    ofKind('TRAFFIC', readTraffic),
  ]);
  return {
    incidents,
    notices,
    usage,
    changes,
    storms: storms[0],
    reach: reaches[0],
    found: found[0],
    traffic: traffic[0],
  };
};
