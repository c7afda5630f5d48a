import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { daysMs } from '../../domain/time.ts';
import type { SlackDeliveries } from '../../ports/records.ts';
import type { Log, Now } from '../../ports/shell.ts';
import { slackDeliveryKey } from './keys.ts';
import { readDelivery } from './read-body.ts';
import { readable } from './readable.ts';
import { createTable } from './table.ts';

export interface SlackDeliveriesOptions {
  readonly tableName: string;
  readonly log: Log;
  readonly now: Now;
  /** How long after the last save a message can still be edited. @default 90 */
  readonly keepDays?: number;
}

export const createSlackDeliveries = (
  client: DynamoDBClient,
  options: SlackDeliveriesOptions,
): SlackDeliveries => {
  const table = createTable(client, options.tableName, options.now);
  return {
    load: async (subjectId) => {
      const row = await table.get(slackDeliveryKey(subjectId));
      return row && readable(table, options.log, row, readDelivery);
    },
    save: (delivery) =>
      table.save({
        key: slackDeliveryKey(delivery.subjectId),
        version: delivery.version,
        body: JSON.stringify(delivery),
        expiresAt: options.now() + daysMs(options.keepDays ?? 90),
      }),
  };
};
