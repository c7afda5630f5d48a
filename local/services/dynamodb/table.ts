import type { AttributeDefinition, GlobalSecondaryIndex, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import type { AttributeMap } from './attribute-value.ts';
import { type Engine, query } from './engine.ts';

/** A table as a template declares it, in the region of its stack. */
export interface TableDefinition {
  readonly region: string;
  readonly tableName: string;
  readonly keySchema: readonly KeySchemaElement[];
  readonly attributeDefinitions: readonly AttributeDefinition[];
  readonly globalSecondaryIndexes?: readonly GlobalSecondaryIndex[];
  /** The attribute that holds the second (since 1970) from which an item may be deleted. */
  readonly ttlAttribute?: string;
}

/** Creates a table on demand pricing and waits until it can be used. */
export const createTable = async (engine: Engine, table: TableDefinition): Promise<void> => {
  await query(engine, 'CreateTable', {
    TableName: table.tableName,
    KeySchema: table.keySchema,
    AttributeDefinitions: table.attributeDefinitions,
    ...(table.globalSecondaryIndexes && { GlobalSecondaryIndexes: table.globalSecondaryIndexes }),
    BillingMode: 'PAY_PER_REQUEST',
  });
  while ((await tableStatus(engine, table)) !== 'ACTIVE') {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const tableStatus = async (engine: Engine, { tableName }: TableDefinition): Promise<string> => {
  const { Table } = await query<{ Table: { TableStatus: string } }>(engine, 'DescribeTable', {
    TableName: tableName,
  });
  return Table.TableStatus;
};

/** All items of a table, page by page. */
export const scanTable = async (engine: Engine, tableName: string): Promise<readonly AttributeMap[]> => {
  const items: AttributeMap[] = [];
  let start: AttributeMap | undefined;
  do {
    const page: ScanPage = await query(engine, 'Scan', { TableName: tableName, ExclusiveStartKey: start });
    items.push(...page.Items);
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
};

interface ScanPage {
  readonly Items: readonly AttributeMap[];
  readonly LastEvaluatedKey?: AttributeMap;
}

/** The key of an item, without its other attributes. */
export const keyOf = ({ keySchema }: TableDefinition, item: AttributeMap): AttributeMap =>
  Object.fromEntries(
    keySchema.flatMap(({ AttributeName: name }) => {
      const value = name === undefined ? undefined : item[name];
      return name !== undefined && value ? [[name, value]] : [];
    }),
  );
