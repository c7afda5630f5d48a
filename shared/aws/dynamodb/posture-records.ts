import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { PostureRecords } from '../../ports/posture.ts';
import type { Log, Now } from '../../ports/shell.ts';
import { postureKey } from './keys.ts';
import { readPosture } from './read-posture.ts';
import { readable } from './readable.ts';
import { createTable } from './table.ts';

export const createPostureRecords = (
  client: DynamoDBClient,
  options: { readonly tableName: string; readonly log: Log; readonly now: Now },
): PostureRecords => {
  const table = createTable(client, options.tableName, options.now);
  return {
    load: async () => {
      const row = await table.get(postureKey);
      return row && readable(table, options.log, row, readPosture);
    },
    save: (record) =>
      table.save({
        key: postureKey,
        version: record.version,
        body: JSON.stringify(record),
        expiresAt: undefined,
      }),
  };
};
