import { describe } from 'vitest';
import { createRestartLedger } from '../../shared/aws/dynamodb/restart-ledger.ts';
import { startTable } from '../aws/dynamodb-double.ts';
import { start } from '../domain/builders.ts';
import { createFakeLog } from '../fakes/log.ts';
import { createFakeRestartLedger } from '../fakes/restart-ledger.ts';
import { runRestartLedgerContract } from './restart-ledger-contract.ts';

describe('restart ledger: the fake', () => runRestartLedgerContract(createFakeRestartLedger));
describe('restart ledger: DynamoDB', () =>
  runRestartLedgerContract(async () => {
    const { client, tableName } = await startTable();
    return createRestartLedger(client, { tableName, log: createFakeLog(), now: () => start });
  }));
