import { describe, expect, it } from 'vitest';
import { createRecords } from '../../shared/aws/dynamodb/records.ts';
import { startTable } from '../aws/dynamodb-double.ts';
import { start } from '../domain/builders.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeLog } from '../fakes/log.ts';
import { createFakeRecords } from '../fakes/records.ts';
import { incident, type RecordsSubject, runRecordsContract } from './records-contract.ts';

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
describe('records: DynamoDB', () => {
  runRecordsContract(onDynamoDb);

  it('reads nothing of others where a connection is asked for', async () => {
    const { records } = await onDynamoDb();
    const { region, connectionId } = incident();
    await records.saveIncident(incident({ version: 1 }));
    await records.saveIncident(incident({ version: 1, connectionId: 'vpn-00000000000000002' }));
    const { incidents } = await records.loadRegion(region, connectionId);
    expect(incidents).toEqual([incident({ version: 1 })]);
  });
});
