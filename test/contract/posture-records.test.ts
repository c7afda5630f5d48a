import { describe, expect, it } from 'vitest';
import { createPostureRecords } from '../../shared/aws/dynamodb/posture-records.ts';
import { createTable } from '../../shared/aws/dynamodb/table.ts';
import { startTable } from '../aws/dynamodb-double.ts';
import { start } from '../domain/builders.ts';
import { createFakeLog } from '../fakes/log.ts';
import { createFakePostureRecords } from '../fakes/posture-records.ts';
import { postureRecord, runPostureRecordsContract } from './posture-records-contract.ts';

const onTable = async () => {
  const { client, tableName } = await startTable();
  const log = createFakeLog();
  const now = () => start;
  const records = createPostureRecords(client, { tableName, log, now });
  return { records, log, table: createTable(client, tableName, now) };
};

describe('posture records: the fake', () => runPostureRecordsContract(createFakePostureRecords));

describe('posture records: DynamoDB', () => {
  runPostureRecordsContract(async () => (await onTable()).records);

  it.each(['not JSON', '{}', JSON.stringify({ ...postureRecord(), regions: { 'eu-west-1': {} } })])(
    'counts a row that holds %s as absent, says so, and can be saved over',
    async (body) => {
      const { records, log, table } = await onTable();
      await table.put({ key: { pk: 'ACCOUNT', sk: 'POSTURE' }, version: 7, body, expiresAt: undefined });
      expect(await records.load()).toBeUndefined();
      expect(log.messages('error')).toEqual(['row unreadable']);
      expect(await records.save(postureRecord())).toBe('saved');
      expect(await records.load()).toMatchObject({ version: 1 });
    },
  );
});
