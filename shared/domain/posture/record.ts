import type { EpochMs } from '../time.ts';
import type { FindingId } from './finding.ts';
import type { Grade } from './site.ts';

/** What is remembered about the set-up of the account: small, because all of it is one row. */
export interface PostureRecord {
  readonly version: number;
  /** Grows with everything that is to be told; `announcedRevision` follows once people have been told. */
  readonly revision: number;
  readonly announcedRevision: number;
  readonly digestAt: EpochMs | undefined;
  /** What `revision` tells, until it has been told. */
  readonly telling: Telling | undefined;
  readonly regions: Readonly<Record<string, RegionRow>>;
  /** It would have been too large, so what the regions were like has been left out. */
  readonly shortened?: true;
}

export type PostureTold = 'weekly' | 'worse';

export interface Telling {
  readonly tell: PostureTold;
  readonly at: EpochMs;
}

/** A region as the row keeps it: each connection's id once, findings as places in that list. */
export interface RegionRow {
  readonly connections: readonly string[];
  readonly warnings: PlacesByFinding;
  readonly remarks: PlacesByFinding;
  /** Warnings that are gone, but that people have been told of since the last digest. */
  readonly lapsed?: PlacesByFinding;
  /** Warnings that people have not been told of. */
  readonly fresh?: PlacesByFinding;
  readonly sites: Readonly<Record<string, SiteRow>>;
}

export type PlacesByFinding = Readonly<Partial<Record<FindingId, readonly number[]>>>;

export interface SiteRow {
  readonly name: string;
  readonly grade: Grade;
  /** What it has fallen from, until people have been told. */
  readonly from?: Grade;
}

/** The same as the decisions need it: findings as keys. */
export interface RegionMemory {
  readonly warnings: ReadonlySet<string>;
  readonly remarks: ReadonlySet<string>;
  readonly lapsed: ReadonlySet<string>;
  readonly fresh: ReadonlySet<string>;
  readonly sites: Readonly<Record<string, SiteRow>>;
}

export const findingKey = (finding: { readonly id: FindingId; readonly connectionId: string }): string =>
  `${finding.id} ${finding.connectionId}`;

export const readKey = (key: string): { readonly id: FindingId; readonly connectionId: string } => {
  const space = key.indexOf(' ');
  return { id: key.slice(0, space) as FindingId, connectionId: key.slice(space + 1) };
};

export const packRegion = (memory: RegionMemory): RegionRow => {
  const all = [memory.warnings, memory.remarks, memory.lapsed, memory.fresh];
  const ids = new Set(all.flatMap((keys) => [...keys].map((key) => readKey(key).connectionId)));
  const connections = [...ids].sort();
  const places = new Map(connections.map((connectionId, place) => [connectionId, place]));
  const pack = (keys: ReadonlySet<string>): PlacesByFinding => {
    const byFinding = Map.groupBy([...keys].sort().map(readKey), ({ id }) => id);
    return Object.fromEntries(
      [...byFinding].map(([id, found]) => [
        id,
        found.map(({ connectionId }) => places.get(connectionId) ?? 0),
      ]),
    );
  };
  return {
    connections,
    warnings: pack(memory.warnings),
    remarks: pack(memory.remarks),
    ...(memory.lapsed.size > 0 ? { lapsed: pack(memory.lapsed) } : {}),
    ...(memory.fresh.size > 0 ? { fresh: pack(memory.fresh) } : {}),
    sites: memory.sites,
  };
};

export const unpackRegion = (row: RegionRow): RegionMemory => {
  const unpack = (places: PlacesByFinding = {}): ReadonlySet<string> =>
    new Set(
      Object.entries(places).flatMap(([id, found]) =>
        found.map((place) => `${id} ${row.connections[place]}`),
      ),
    );
  return {
    warnings: unpack(row.warnings),
    remarks: unpack(row.remarks),
    lapsed: unpack(row.lapsed),
    fresh: unpack(row.fresh),
    sites: row.sites,
  };
};

/** DynamoDB takes 400 kB for an item (DynamoDB quotas). */
const mostBytes = 360_000;

/** The record, or as much of it as the row can hold: first goes what is of no weight, then what the regions were like. */
export const fittingRecord = (record: PostureRecord): PostureRecord => {
  if (bytesAtMost(record) <= mostBytes) return record;
  const regions = Object.fromEntries(
    Object.entries(record.regions).map(([region, row]) => {
      const { warnings, fresh, sites } = unpackRegion(row);
      const none = new Set<string>();
      return [region, packRegion({ warnings, fresh, sites, remarks: none, lapsed: none })];
    }),
  );
  const lighter = { ...record, regions };
  return bytesAtMost(lighter) <= mostBytes ? lighter : { ...record, regions: {}, shortened: true };
};

/** In UTF-8 no character takes more than 4 bytes. */
const bytesAtMost = (record: PostureRecord): number =>
  JSON.stringify(record).replace(/[^ -~]/gu, '????').length;

/** The record as it is saved once people have been told. */
export const markPostureAnnounced = (record: PostureRecord): PostureRecord => ({
  ...record,
  version: record.version + 1,
  announcedRevision: record.revision,
  telling: undefined,
  regions: Object.fromEntries(
    Object.entries(record.regions).map(([region, { fresh: _told, ...row }]) => [
      region,
      { ...row, sites: Object.fromEntries(Object.entries(row.sites).map(withoutFall)) },
    ]),
  ),
});

const withoutFall = ([key, { name, grade }]: [string, SiteRow]): [string, SiteRow] => [key, { name, grade }];
