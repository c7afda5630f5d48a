import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import { type ConnectionChange, changeMemoryMs } from '../../shared/domain/change.ts';
import type { RegionTraffic } from '../../shared/domain/data-path/traffic.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import { type RegionReach, reachExpiry } from '../../shared/domain/reach/reach.ts';
import type { FoundRegions } from '../../shared/domain/regions/found-regions.ts';
import { expiryOf } from '../../shared/domain/storm/forget.ts';
import type { RegionStorms } from '../../shared/domain/storm/storm.ts';
import { daysMs } from '../../shared/domain/time.ts';
import type { Records, UsageShard } from '../../shared/ports/records.ts';
import type { Caller } from '../platform/service.ts';
import type { Table } from '../store/table.ts';

export interface RecordsDeps {
  readonly table: Table;
  readonly call: Caller;
  /** Told of each attempt to save an incident as it reaches the table. */
  readonly saving?: (incident: Incident, saved: boolean, heard: boolean) => void;
  readonly savingStorms?: (storms: RegionStorms, saved: boolean, heard: boolean) => void;
}

export const createRecords = ({ table, call, saving, savingStorms }: RecordsDeps): Records => ({
  loadRegion: (region) =>
    awsCall(
      'Query',
      call('dynamodb', 'Query', () => ({
        incidents: table.readAll<Incident>(`${region}/INCIDENT`),
        notices: table.readAll<Notice>(`${region}/NOTICE`),
        usage: table.readAll<UsageShard>(`${region}/USAGE`),
        changes: table.readAll<ConnectionChange>(`${region}/CHANGE`),
        storms: table.read<RegionStorms>(`${region}/STORM`, 'ALL'),
        reach: table.read<RegionReach>(`${region}/REACH`, region),
        found: table.read<FoundRegions>(`${region}/FOUND`, 'ALL'),
        traffic: table.read<RegionTraffic>(`${region}/TRAFFIC`, region),
      })),
    ),
  saveIncident: (incident) =>
    awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', (heard) => {
        const expiresAt = incident.closedAt === undefined ? undefined : incident.closedAt + daysMs(7);
        const result = table.save(`${incident.region}/INCIDENT`, incident.connectionId, incident, expiresAt);
        saving?.(incident, result === 'saved', heard);
        return result;
      }),
    ),
  saveNotice: (notice) =>
    awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', () =>
        table.save(`${notice.region}/NOTICE`, notice.noticeId, notice, notice.expiresAt),
      ),
    ),
  saveUsage: (region, shard) =>
    awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', () => table.save(`${region}/USAGE`, shard.shard, shard)),
    ),
  saveChange: (region, change) =>
    awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', () =>
        table.put(
          `${region}/CHANGE`,
          `${change.connectionId}/${change.changeId}`,
          change,
          change.at + changeMemoryMs,
        ),
      ),
    ),
  saveStorms: (storms) =>
    awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', (heard) => {
        const result = table.save(`${storms.region}/STORM`, 'ALL', storms, expiryOf(storms));
        savingStorms?.(storms, result === 'saved', heard);
        return result;
      }),
    ),
  saveReach: (reach) =>
    awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', () =>
        table.save(`${reach.region}/REACH`, reach.region, reach, reachExpiry(reach)),
      ),
    ),
  saveFound: (found) =>
    awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', () => table.save(`${found.hub}/FOUND`, 'ALL', found)),
    ),
  saveTraffic: (traffic) =>
    awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', () => table.save(`${traffic.region}/TRAFFIC`, traffic.region, traffic)),
    ),
  archive: async (incident) => {
    const { connectionId, closedAt, incidentId } = incident;
    if (closedAt === undefined) throw new Error('Only a closed incident has a history.');
    await awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', () =>
        table.put(`HISTORY/${connectionId}`, `${closedAt}/${incidentId}`, incident, closedAt + daysMs(90)),
      ),
    );
  },
});
