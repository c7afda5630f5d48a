import type { CallContext, RequiredPermission } from '../../contract.ts';

interface TableInput {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
}

/** Each table touched needs the action on its ARN; a query of an index needs it on the index's ARN. */
export const dynamoDbPermissions = (
  operation: string,
  input: unknown,
  context: CallContext,
): readonly RequiredPermission[] => {
  const action = `dynamodb:${operation}`;
  const { TableName, IndexName, RequestItems } = input as TableInput;
  if (RequestItems) {
    return Object.keys(RequestItems).map((name) => ({ action, resources: [tableArn(name, context)] }));
  }
  if (TableName === undefined) return [{ action, resources: ['*'] }];
  const table = tableArn(TableName, context);
  return [{ action, resources: [IndexName === undefined ? table : `${table}/index/${IndexName}`] }];
};

const tableArn = (tableName: string, { partition, region, accountId }: CallContext): string =>
  `arn:${partition}:dynamodb:${region}:${accountId}:table/${tableName}`;
