import { describe } from 'vitest';
import { createRecords } from '../../shared/aws/dynamodb/records.ts';
import { startTable } from '../aws/dynamodb-double.ts';
import { start } from '../domain/builders.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeLog } from '../fakes/log.ts';
import { createFakeRecords } from '../fakes/records.ts';
import { type RecordsSubject, runRecordsContract } from './records-contract.ts';

const fake = (): RecordsSubject => {
  const clock = createFakeClock(start);
  return { records: createFakeRecords(clock.now), clock };
};

const onDynamoDb = async (): Promise<RecordsSubject> => {
  const clock = createFakeClock(start);
  const { client, tableName } = await startTable();
  return { records: createRecords(client, { tableName, log: createFakeLog(), now: clock.now }), clock };
};

describe('records: the fake', () => runRecordsContract(fake));
describe('records: DynamoDB', () => runRecordsContract(onDynamoDb));
