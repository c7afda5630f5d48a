import type { EpochMs } from '../../shared/domain/time.ts';
import type { SaveResult } from '../../shared/ports/records.ts';
import type { Now } from '../../shared/ports/shell.ts';

/** Rows in memory, by group and key. A record is copied on its way in and frozen, so that readers may share it. */
export interface Table {
  read<Entity>(group: string, key: string): Entity | undefined;
  /** All of a group, in the order of their keys. The same array until something changes. */
  readAll<Entity>(group: string): readonly Entity[];
  /** Puts the record if the stored version is the one before. */
  save(group: string, key: string, record: { readonly version: number }, expiresAt?: EpochMs): SaveResult;
  put(group: string, key: string, record: object, expiresAt?: EpochMs): void;
  /** When the next row expires. */
  unchangedUntil(): EpochMs;
}

interface Row {
  readonly record: { readonly version?: number };
  readonly expiresAt: EpochMs | undefined;
}

export interface TableDeps {
  readonly now: Now;
  /** Told of each record as it is written. */
  readonly written?: (group: string, key: string, text: string) => void;
}

export const createTable = ({ now, written }: TableDeps): Table => {
  const groups = new Map<string, Map<string, Row>>();
  const lists = new Map<string, { readonly until: EpochMs; readonly all: readonly unknown[] }>();
  const rowsOf = (group: string): Map<string, Row> => {
    const rows = groups.get(group) ?? new Map<string, Row>();
    groups.set(group, rows);
    return rows;
  };
  const present = (group: string, key: string): Row | undefined => {
    const row = rowsOf(group).get(key);
    return row && (row.expiresAt === undefined || row.expiresAt > now()) ? row : undefined;
  };
  const put: Table['put'] = (group, key, record, expiresAt) => {
    const text = JSON.stringify(record);
    rowsOf(group).set(key, { record: deepFreeze(JSON.parse(text)), expiresAt });
    lists.delete(group);
    written?.(group, key, text);
  };
  return {
    read: <Entity>(group: string, key: string) => present(group, key)?.record as Entity | undefined,
    readAll: <Entity>(group: string) => {
      const kept = lists.get(group);
      if (kept && kept.until > now()) return kept.all as readonly Entity[];
      const rows = [...rowsOf(group).keys()]
        .sort()
        .map((key) => present(group, key))
        .filter((row) => row !== undefined);
      const all = rows.map(({ record }) => record);
      const until = Math.min(...rows.map(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt));
      lists.set(group, { until, all });
      return all as readonly unknown[] as readonly Entity[];
    },
    save: (group, key, record, expiresAt) => {
      if ((present(group, key)?.record.version ?? 0) !== record.version - 1) return 'conflict';
      put(group, key, record, expiresAt);
      return 'saved';
    },
    put,
    unchangedUntil: () => {
      const expiries = [...groups.values()].flatMap((rows) =>
        [...rows.values()].map(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt),
      );
      return Math.min(...expiries.filter((expiresAt) => expiresAt > now()));
    },
  };
};

const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
};
