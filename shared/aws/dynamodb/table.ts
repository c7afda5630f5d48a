import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { EpochMs } from '../../domain/time.ts';
import type { SaveResult } from '../../ports/records.ts';
import type { Now } from '../../ports/shell.ts';
import { AwsCallError, awsCall } from '../client/aws-call-error.ts';
import { attributeNames, type RowKey } from './keys.ts';
import { fromItem, type Item, isExpired, type Row, toItem, toKey } from './row.ts';

/** The one table, as rows. Reads are strongly consistent, and rows that have expired are absent. */
export interface Table {
  get(key: RowKey): Promise<Row | undefined>;
  /** One request for every megabyte of the partition. */
  query(partition: string): Promise<readonly Row[]>;
  /** Puts the row if the stored version is the one before; an expired row counts as none. */
  save(row: Row): Promise<SaveResult>;
  /** Puts the row whatever is there. */
  put(row: Row): Promise<void>;
  /** Makes a row count as absent if it still has the version that was read. DynamoDB deletes it some days later. */
  expire(row: Row): Promise<SaveResult>;
}

export const createTable = (client: DynamoDBClient, tableName: string, now: Now): Table => ({
  get: async (key) => {
    const answer = await awsCall(
      'GetItem',
      client.send(new GetItemCommand({ TableName: tableName, Key: toKey(key), ConsistentRead: true })),
    );
    return answer.Item && present(fromItem(answer.Item), now());
  },
  query: async (partition) => {
    const items = await queryAll(client, tableName, partition);
    return items.map(fromItem).filter((row) => present(row, now()));
  },
  save: (row) => {
    const condition = row.version === 1 ? whileAbsent(now()) : whileVersion(row.version - 1);
    return putIf(client, tableName, row, condition);
  },
  put: (row) => put(client, tableName, row),
  expire: (row) => putIf(client, tableName, { ...row, expiresAt: now() - 1_000 }, whileVersion(row.version)),
});

const present = (row: Row, now: EpochMs): Row | undefined => (isExpired(row, now) ? undefined : row);

const queryAll = async (
  client: DynamoDBClient,
  tableName: string,
  partition: string,
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let startKey: Item | undefined;
  do {
    const page = await awsCall(
      'Query',
      client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: '#pk = :pk',
          ExpressionAttributeNames: { '#pk': attributeNames['#pk'] },
          ExpressionAttributeValues: { ':pk': { S: partition } },
          ConsistentRead: true,
          ExclusiveStartKey: startKey,
        }),
      ),
    );
    items.push(...(page.Items ?? []));
    startKey = page.LastEvaluatedKey;
  } while (startKey);
  return items;
};

type Condition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

const whileAbsent = (now: EpochMs): Condition => ({
  ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAt <= :now',
  ExpressionAttributeNames: { '#pk': attributeNames['#pk'], '#expiresAt': attributeNames['#expiresAt'] },
  ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1_000)) } },
});

const whileVersion = (version: number): Condition => ({
  ConditionExpression: '#version = :version',
  ExpressionAttributeNames: { '#version': attributeNames['#version'] },
  ExpressionAttributeValues: { ':version': { N: String(version) } },
});

const putIf = async (
  client: DynamoDBClient,
  tableName: string,
  row: Row,
  condition: Condition,
): Promise<SaveResult> => {
  try {
    await put(client, tableName, row, condition);
    return 'saved';
  } catch (error) {
    if (error instanceof AwsCallError && error.code === 'ConditionalCheckFailedException') return 'conflict';
    throw error;
  }
};

const put = async (
  client: DynamoDBClient,
  tableName: string,
  row: Row,
  condition?: Condition,
): Promise<void> => {
  await awsCall(
    'PutItem',
    client.send(new PutItemCommand({ TableName: tableName, Item: toItem(row), ...condition })),
  );
};
