import type { EpochMs, Journal } from '../../contract.ts';
import type { RawAnswer, RawCall, RawService } from '../../wire/wire-service.ts';
import { type Item, plainItem } from './attribute-value.ts';
import { type Engine, query, startEngine } from './engine.ts';
import { dynamoDbPermissions } from './permissions.ts';
import { createTable, keyOf, scanTable, type TableDefinition } from './table.ts';
import { recordWrites } from './writes.ts';

export interface DynamoDbOptions {
  readonly tables: readonly TableDefinition[];
  readonly journal: Journal;
}

export interface DynamoDb {
  readonly service: RawService;
  /** All items of a table as plain JavaScript, from the first region that has it unless one is named. */
  items(tableName: string, region?: string): Promise<readonly Item[]>;
  /**
   * Deletes what has outlived its TTL. AWS does so "within a few days" and lists expired items until then, so a
   * reader has to filter them; here it happens when the account says so.
   */
  expire(now: EpochMs): Promise<void>;
  close(): Promise<void>;
}

/** Tables come from templates: what would create, change or tag them is not modelled, nor are transactions. */
const rawOperations: ReadonlySet<string> = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
]);

/** DynamoDB with the tables of the templates, each region with an engine of its own. */
export const createDynamoDbService = async ({ tables, journal }: DynamoDbOptions): Promise<DynamoDb> => {
  const engines = new Map<string, Promise<Engine>>();
  const engineOf = (region: string): Promise<Engine> => {
    const engine = engines.get(region) ?? startEngine();
    engines.set(region, engine);
    return engine;
  };
  for (const table of tables) await createTable(await engineOf(table.region), table);

  return {
    service: {
      name: 'dynamodb',
      rawOperations,
      permissions: dynamoDbPermissions,
      answer: async (call) => {
        const { region } = call.context;
        const local = tables.filter((table) => table.region === region);
        return answer(call, await engineOf(region), local, journal);
      },
    },
    items: async (tableName, region) => {
      const table = tables.find(
        (candidate) => candidate.tableName === tableName && candidate.region === (region ?? candidate.region),
      );
      if (!table) throw new Error(`No table ${tableName}; there are: ${tables.map((t) => t.tableName)}`);
      return (await scanTable(await engineOf(table.region), tableName)).map(plainItem);
    },
    expire: async (now) => {
      for (const table of tables) await expireTable(await engineOf(table.region), table, now, journal);
    },
    close: async () => {
      for (const engine of engines.values()) await (await engine).close();
    },
  };
};

const answer = async (
  { operation, body, contentType, input, context }: RawCall,
  engine: Engine,
  tables: readonly TableDefinition[],
  journal: Journal,
): Promise<RawAnswer> => {
  const reply = await engine.call(operation, body, contentType);
  const headers = { ...reply.headers, 'x-amzn-requestid': context.requestId };
  if (reply.statusCode !== 200) return { ...reply, headers, errorCode: errorCodeOf(reply.body) };
  await recordWrites(operation, input, tables, engine, journal);
  if (operation !== 'DescribeTable') return { ...reply, headers };
  const { partition, region, accountId } = context;
  const prefix = `arn:${partition}:dynamodb:${region}:${accountId}:table/`;
  const described = reply.body.toString().replace(/arn:aws:dynamodb:[\w-]+:\d+:table\//g, prefix);
  return { ...reply, headers, body: Buffer.from(described) };
};

const errorCodeOf = (body: Buffer): string => {
  const type = (JSON.parse(body.toString()) as { __type?: string }).__type ?? '';
  return type.slice(type.indexOf('#') + 1);
};

const expireTable = async (
  engine: Engine,
  table: TableDefinition,
  now: EpochMs,
  journal: Journal,
): Promise<void> => {
  const { ttlAttribute, tableName } = table;
  if (ttlAttribute === undefined) return;
  for (const item of await scanTable(engine, tableName)) {
    const expiresAt = item[ttlAttribute]?.N;
    if (expiresAt === undefined || Number(expiresAt) * 1000 > now) continue;
    const key = keyOf(table, item);
    await query(engine, 'DeleteItem', { TableName: tableName, Key: key });
    journal.record('table.expire', { table: tableName, key: plainItem(key) });
  }
};
