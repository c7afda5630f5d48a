import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JournalEntry } from '../../../../local/contract.ts';
import { createDynamoDbService } from '../../../../local/services/dynamodb/service.ts';
import type { TableDefinition } from '../../../../local/services/dynamodb/table.ts';
import { errorOf, functionKey, startWire } from '../../wire/wire-fixture.ts';

const table: TableDefinition = {
  region: 'eu-central-1',
  tableName: 'incidents',
  keySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  attributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'status', AttributeType: 'S' },
  ],
  globalSecondaryIndexes: [
    {
      IndexName: 'by-status',
      KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  ttlAttribute: 'expiresAt',
};

const item = (sk: string, version: number) => ({
  pk: { S: 'region' },
  sk: { S: sk },
  version: { N: String(version) },
  status: { S: 'open' },
  token: { S: 'xoxb-secret' },
});

const start = async (options: Parameters<typeof startWire>[1] = {}) => {
  const writes: JournalEntry[] = [];
  const dynamoDb = await createDynamoDbService({
    tables: [table],
    journal: { record: (what, facts) => writes.push({ at: 0, what, ...facts }) },
  });
  onTestFinished(() => dynamoDb.close());
  const wire = await startWire([dynamoDb.service], options);
  const client = (accessKeyId?: string, region: string = table.region) =>
    new DynamoDBClient({ ...wire.client(accessKeyId), region, maxAttempts: 1 });
  return { dynamoDb, wire, client, writes };
};

const put = (sk: string, version: number, extra = {}) =>
  new PutItemCommand({ TableName: 'incidents', Item: { ...item(sk, version), ...extra } });

describe('DynamoDB', () => {
  it('stores, finds by key and by index, and lists what it stores', async () => {
    const { client, dynamoDb } = await start();
    const db = client();
    await db.send(put('b', 1));
    await db.send(
      put('a', 1, { nested: { M: { list: { L: [{ BOOL: true }, { NULL: true }, { N: '2.5' }] } } } }),
    );

    const byKey = await db.send(
      new QueryCommand({
        TableName: 'incidents',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'region' } },
      }),
    );
    const byIndex = await db.send(
      new QueryCommand({
        TableName: 'incidents',
        IndexName: 'by-status',
        KeyConditionExpression: '#status = :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': { S: 'open' } },
      }),
    );

    expect(byKey.Items?.map(({ sk }) => sk?.S)).toEqual(['a', 'b']);
    expect(byIndex.Count).toBe(2);
    expect(await dynamoDb.items('incidents')).toContainEqual({
      pk: 'region',
      sk: 'a',
      version: 1,
      status: 'open',
      token: 'xoxb-secret',
      nested: { list: [true, null, 2.5] },
    });
  });

  it('fails a conditional write as DynamoDB does', async () => {
    const { client, wire, writes } = await start();
    const db = client();
    await db.send(put('a', 1));
    const conditional = new PutItemCommand({
      TableName: 'incidents',
      Item: item('a', 2),
      ConditionExpression: 'attribute_not_exists(pk)',
    });

    const error = await errorOf(db.send(conditional));

    expect(error).toMatchObject({ name: 'ConditionalCheckFailedException', $fault: 'client' });
    expect(wire.entries('call')[1]).toMatchObject({ error: 'ConditionalCheckFailedException' });
    expect(writes).toHaveLength(1);
  });

  it('validates as DynamoDB does', async () => {
    const { client } = await start();

    const error = await errorOf(
      client().send(new PutItemCommand({ TableName: 'incidents', Item: { pk: { S: 'only half a key' } } })),
    );

    expect(error).toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('Missing the key sk in the item'),
    });
  });

  it('names key, attributes and version of each write in the journal, and no other value', async () => {
    const { client, writes } = await start();
    const db = client();
    await db.send(put('a', 1));
    await db.send(
      new UpdateItemCommand({
        TableName: 'incidents',
        Key: { pk: { S: 'region' }, sk: { S: 'a' } },
        UpdateExpression: 'SET version = version + :one REMOVE #status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':one': { N: '1' } },
      }),
    );

    const key = { pk: 'region', sk: 'a' };
    expect(writes).toEqual([
      expect.objectContaining({ what: 'table.write', table: 'incidents', key, version: 1 }),
      expect.objectContaining({ what: 'table.write', table: 'incidents', key, version: 2 }),
    ]);
    expect(writes[0]?.['attributes']).toEqual(
      expect.arrayContaining(['pk', 'sk', 'version', 'status', 'token']),
    );
    expect(writes[1]?.['attributes']).not.toContain('status');
    expect(JSON.stringify(writes)).not.toContain('xoxb-secret');
  });

  it('describes its tables with the ARN of the account, and keeps regions apart', async () => {
    const { client } = await start({ partition: 'aws-cn' });

    const { Table } = await client().send(new DescribeTableCommand({ TableName: 'incidents' }));
    const here = await client().send(new ListTablesCommand({}));
    const elsewhere = await client(undefined, 'us-east-1').send(new ListTablesCommand({}));

    expect(Table?.TableArn).toBe('arn:aws-cn:dynamodb:eu-central-1:123456789012:table/incidents');
    expect(Table?.GlobalSecondaryIndexes?.[0]?.IndexArn).toBe(`${Table?.TableArn}/index/by-status`);
    expect(here.TableNames).toEqual(['incidents']);
    expect(elsewhere.TableNames).toEqual([]);
  });

  it('deletes what has outlived its TTL when the account says so, and not before', async () => {
    const { client, dynamoDb, writes } = await start();
    const db = client();
    await db.send(put('gone', 1, { expiresAt: { N: '100' } }));
    await db.send(put('later', 1, { expiresAt: { N: '101' } }));
    await db.send(put('forever', 1));

    const before = await db.send(new ScanCommand({ TableName: 'incidents' }));
    await dynamoDb.expire(100_000);
    const left = await dynamoDb.items('incidents');

    expect(before.Count).toBe(3);
    expect(left.map(({ sk }) => sk).sort()).toEqual(['forever', 'later']);
    expect(writes.at(-1)).toEqual({
      at: 0,
      what: 'table.expire',
      table: 'incidents',
      key: { pk: 'region', sk: 'gone' },
    });
  });

  it('does not model transactions, and says so', async () => {
    const { client } = await start();

    const error = await errorOf(client().send(new TransactWriteItemsCommand({ TransactItems: [] })));

    expect(error.$metadata?.httpStatusCode).toBe(501);
    expect(error.message).toContain('dynamodb:TransactWriteItems');
  });

  it('lets a fault take effect first and then fail', async () => {
    const { client, dynamoDb, wire } = await start();
    wire.faults.push({
      service: 'dynamodb',
      operation: 'PutItem',
      when: 'after',
      failure: { kind: 'error', code: 'InternalServerError', statusCode: 500 },
    });

    const error = await errorOf(client().send(put('a', 1)));

    expect(error).toMatchObject({ name: 'InternalServerError', $fault: 'server' });
    expect(await dynamoDb.items('incidents')).toHaveLength(1);
  });

  it('refuses a caller without the permission before anything is written', async () => {
    const { client, dynamoDb } = await start({
      authorize: (principal) =>
        principal.kind === 'operator' ? { allowed: true } : { allowed: false, why: 'no' },
    });

    const error = await errorOf(client(functionKey).send(put('a', 1)));

    expect(error.name).toBe('AccessDeniedException');
    expect(await dynamoDb.items('incidents')).toEqual([]);
  });

  it('reads after its own write', async () => {
    const { client } = await start();
    const db = client();
    await db.send(put('a', 7));

    const { Item } = await db.send(
      new GetItemCommand({ TableName: 'incidents', Key: { pk: { S: 'region' }, sk: { S: 'a' } } }),
    );

    expect(Item?.['version']).toEqual({ N: '7' });
  });
});
