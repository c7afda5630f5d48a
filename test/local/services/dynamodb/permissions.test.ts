import { expect, it } from 'vitest';
import type { CallContext } from '../../../../local/contract.ts';
import { dynamoDbPermissions } from '../../../../local/services/dynamodb/permissions.ts';

const context: CallContext = {
  region: 'eu-central-1',
  accountId: '123456789012',
  partition: 'aws',
  principal: { kind: 'operator' },
  requestId: 'r',
};

const table = (name: string) => `arn:aws:dynamodb:eu-central-1:123456789012:table/${name}`;

it.each([
  ['GetItem', { TableName: 'incidents' }, [[table('incidents')]]],
  ['Query', { TableName: 'incidents', IndexName: 'by-status' }, [[`${table('incidents')}/index/by-status`]]],
  ['BatchWriteItem', { RequestItems: { a: [], b: [] } }, [[table('a')], [table('b')]]],
  ['ListTables', {}, [['*']]],
])('%s needs the permission on what it touches', (operation, input, resources) => {
  const permissions = dynamoDbPermissions(operation, input, context);

  expect(permissions.map((permission) => permission.resources)).toEqual(resources);
  expect(new Set(permissions.map(({ action }) => action))).toEqual(new Set([`dynamodb:${operation}`]));
});
