import type { AddressInfo } from 'node:net';
import {
  type AttributeValue,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { onTestFinished } from 'vitest';
import { dynamoDbClient } from '../../shared/aws/dynamodb/client.ts';
import { TableAttribute } from '../../shared/contracts/table.ts';
import { pointSdkAt } from './aws-double.ts';

export interface TableDouble {
  readonly tableName: string;
  readonly client: DynamoDBClient;
  /** The operations that the client has sent, retries not counted. */
  readonly operations: string[];
  putItem(item: Record<string, AttributeValue>): Promise<void>;
}

/** An empty table in a DynamoDB engine in memory, with a client that notes what it sends. */
export const startTable = async (): Promise<TableDouble> => {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  pointSdkAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const tableName = 'tunnelkeeper';
  const operations: string[] = [];
  const client = dynamoDbClient('eu-west-1');
  onTestFinished(async () => {
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  await createTable(client, tableName);
  client.middlewareStack.add(
    (next, context) => (args) => {
      operations.push(String(context['commandName']).replace(/Command$/, ''));
      return next(args);
    },
    { step: 'initialize' },
  );
  const operator = new DynamoDBClient(await configOf(client));
  return {
    tableName,
    client,
    operations,
    putItem: async (item) => {
      await operator.send(new PutItemCommand({ TableName: tableName, Item: item }));
    },
  };
};

const configOf = async (client: DynamoDBClient) => ({
  region: await client.config.region(),
  credentials: client.config.credentials,
});

const createTable = async (client: DynamoDBClient, tableName: string): Promise<void> => {
  const { partitionKey, sortKey } = TableAttribute;
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: partitionKey, AttributeType: 'S' },
        { AttributeName: sortKey, AttributeType: 'S' },
      ],
    }),
  );
  let status: string | undefined;
  while (status !== 'ACTIVE') {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    status = Table?.TableStatus;
  }
};
