import type { Log } from '../../ports/shell.ts';
import type { ReadBody } from './read-body.ts';
import type { Row } from './row.ts';
import type { Table } from './table.ts';

/**
 * The record of a row. A row that cannot be read is reported and made to count as absent, because a save of version 1 on
 * top of it would otherwise be refused for ever, and nothing could be remembered about its subject again.
 */
export const readable = async <Entity>(
  table: Table,
  log: Log,
  row: Row,
  read: (row: Row) => ReadBody<Entity>,
): Promise<Entity | undefined> => {
  const body = read(row);
  if ('record' in body) return body.record;
  const facts = { key: `${row.key.pk}/${row.key.sk}`, version: row.version };
  log.error('row unreadable', { ...facts, problem: body.unreadable, body: row.body.slice(0, 1_000) });
  try {
    await table.expire(row);
  } catch (error) {
    log.warn('unreadable row not set aside', { ...facts, error });
  }
  return undefined;
};
