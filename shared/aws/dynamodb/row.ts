import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { TableAttribute } from '../../contracts/table.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { RowKey } from './keys.ts';

/** One record as the table keeps it. */
export interface Row {
  readonly key: RowKey;
  readonly version: number;
  /** The record as JSON. */
  readonly body: string;
  /** From then on the row counts as absent, though DynamoDB may take days to delete it. */
  readonly expiresAt: EpochMs | undefined;
}

export type Item = Record<string, AttributeValue>;

export const toItem = (row: Row): Item => ({
  ...toKey(row.key),
  [TableAttribute.version]: { N: String(row.version) },
  [TableAttribute.body]: { S: row.body },
  ...(row.expiresAt === undefined
    ? {}
    : { [TableAttribute.expiresAt]: { N: String(toEpochSeconds(row.expiresAt)) } }),
});

export const toKey = (key: RowKey): Item => ({
  [TableAttribute.partitionKey]: { S: key.pk },
  [TableAttribute.sortKey]: { S: key.sk },
});

export const fromItem = (item: Item): Row => {
  const expiresAt = item[TableAttribute.expiresAt]?.N;
  return {
    key: {
      pk: item[TableAttribute.partitionKey]?.S ?? '',
      sk: item[TableAttribute.sortKey]?.S ?? '',
    },
    version: Number(item[TableAttribute.version]?.N ?? 0),
    body: item[TableAttribute.body]?.S ?? '',
    expiresAt: expiresAt === undefined ? undefined : Number(expiresAt) * 1_000,
  };
};

/** DynamoDB's time to live counts in seconds; rounded up, so that nothing is forgotten early. */
export const toEpochSeconds = (at: EpochMs): number => Math.ceil(at / 1_000);

export const isExpired = (row: Row, now: EpochMs): boolean =>
  row.expiresAt !== undefined && row.expiresAt <= now;
