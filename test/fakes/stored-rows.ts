import type { EpochMs } from '../../shared/domain/time.ts';
import type { SaveResult } from '../../shared/ports/records.ts';
import type { Now } from '../../shared/ports/shell.ts';

interface StoredRow {
  readonly version: number;
  readonly json: string;
  readonly expiresAt: EpochMs | undefined;
}

/** Versioned rows in memory. They are kept as JSON, so that what is read never shares an object with what was saved. */
export interface StoredRows {
  read<Entity>(key: string): Entity | undefined;
  readAll<Entity>(prefix: string): readonly Entity[];
  save(key: string, record: { readonly version: number }, expiresAt?: EpochMs): SaveResult;
  put(key: string, record: object, expiresAt?: EpochMs): void;
  readonly keys: readonly string[];
}

export const createStoredRows = (now: Now): StoredRows => {
  const rows = new Map<string, StoredRow>();
  const present = (key: string): StoredRow | undefined => {
    const row = rows.get(key);
    return row && (row.expiresAt === undefined || row.expiresAt > now()) ? row : undefined;
  };
  const set = (key: string, version: number, record: object, expiresAt: EpochMs | undefined): void => {
    rows.set(key, { version, json: JSON.stringify(record), expiresAt });
  };
  return {
    read: <Entity>(key: string) => {
      const row = present(key);
      return row && (JSON.parse(row.json) as Entity);
    },
    readAll: <Entity>(prefix: string) =>
      [...rows.keys()]
        .filter((key) => key.startsWith(prefix))
        .sort()
        .map(present)
        .filter((row) => row !== undefined)
        .map((row) => JSON.parse(row.json) as Entity),
    save: (key, record, expiresAt) => {
      if ((present(key)?.version ?? 0) !== record.version - 1) return 'conflict';
      set(key, record.version, record, expiresAt);
      return 'saved';
    },
    put: (key, record, expiresAt) => set(key, 1, record, expiresAt),
    get keys() {
      return [...rows.keys()].sort();
    },
  };
};
