import type { Journal } from '../../contract.ts';
import { type AttributeMap, plainItem } from './attribute-value.ts';
import { type Engine, query } from './engine.ts';
import { keyOf, type TableDefinition } from './table.ts';

interface Write {
  readonly tableName: string;
  /** The whole item of a put, the key alone of an update or a deletion. */
  readonly item: AttributeMap;
}

interface WriteInput {
  readonly TableName: string;
  readonly Item?: AttributeMap;
  readonly Key?: AttributeMap;
  readonly RequestItems?: Readonly<Record<string, readonly BatchEntry[]>>;
}

interface BatchEntry {
  readonly PutRequest?: { readonly Item: AttributeMap };
  readonly DeleteRequest?: { readonly Key: AttributeMap };
}

const writingOperations = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);

/** Which items a call that succeeded has written. */
const writesOf = (operation: string, input: unknown): readonly Write[] => {
  if (!writingOperations.has(operation)) return [];
  const { TableName, Item, Key, RequestItems } = input as WriteInput;
  if (!RequestItems) return [{ tableName: TableName, item: Item ?? Key ?? {} }];
  return Object.entries(RequestItems).flatMap(([tableName, entries]) =>
    entries.map(({ PutRequest, DeleteRequest }) => ({
      tableName,
      item: PutRequest?.Item ?? DeleteRequest?.Key ?? {},
    })),
  );
};

/** Records each write with its key, the names of the item's attributes and its version; no other value, for items may hold secrets. */
export const recordWrites = async (
  operation: string,
  input: unknown,
  tables: readonly TableDefinition[],
  engine: Engine,
  journal: Journal,
): Promise<void> => {
  for (const { tableName, item } of writesOf(operation, input)) {
    const table = tables.find((candidate) => candidate.tableName === tableName);
    if (!table) continue;
    const key = keyOf(table, item);
    const { Item: stored } = await query<{ Item?: AttributeMap }>(engine, 'GetItem', {
      TableName: tableName,
      Key: key,
      ConsistentRead: true,
    });
    journal.record('table.write', {
      table: tableName,
      key: plainItem(key),
      ...(stored ? { attributes: Object.keys(stored) } : { deleted: true }),
      ...versionOf(stored),
    });
  }
};

const versionOf = (item: AttributeMap | undefined): { readonly version?: number } => {
  const version = item?.['version']?.N;
  return version === undefined ? {} : { version: Number(version) };
};
