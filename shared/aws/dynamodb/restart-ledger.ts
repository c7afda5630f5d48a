import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EpochMs } from '../../domain/time.ts';
import type { RestartLedger } from '../../ports/records.ts';
import type { Log, Now } from '../../ports/shell.ts';
import { ledgerKey } from './keys.ts';
import { type LedgerPage, readLedger } from './read-body.ts';
import { readable } from './readable.ts';
import { createTable, type Table } from './table.ts';

type Attempt = LedgerPage['attempts'][number];

/** Several tunnels of an account may want a restart at the same moment: each loser of a race tries again. */
const raceAttempts = 10;

export const createRestartLedger = (
  client: DynamoDBClient,
  options: { readonly tableName: string; readonly log: Log; readonly now: Now },
): RestartLedger => {
  const table = createTable(client, options.tableName, options.now);
  return {
    reserve: async (attempt, limit, since) => {
      for (let race = 0; race < raceAttempts; race += 1) {
        const result = await tryReserve(table, options.log, attempt, limit, since);
        if (result !== 'conflict') return result;
      }
      throw new Error(`Lost the race for a place in the restart ledger ${raceAttempts} times.`);
    },
  };
};

const tryReserve = async (
  table: Table,
  log: Log,
  attempt: Attempt,
  limit: number,
  since: EpochMs,
): Promise<'reserved' | 'exhausted' | 'conflict'> => {
  const row = await table.get(ledgerKey);
  const page = row && (await readable(table, log, row, readLedger));
  const recent = (page?.attempts ?? []).filter(({ at }) => at > since);
  if (recent.some(({ attemptId }) => attemptId === attempt.attemptId)) return 'reserved';
  if (recent.length >= limit) return 'exhausted';
  const next: LedgerPage = { attempts: [...recent, attempt] };
  const saved = await table.save({
    key: ledgerKey,
    version: page && row ? row.version + 1 : 1,
    body: JSON.stringify(next),
    expiresAt: undefined,
  });
  return saved === 'saved' ? 'reserved' : 'conflict';
};
