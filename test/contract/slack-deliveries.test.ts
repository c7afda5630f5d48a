import { describe } from 'vitest';
import { createSlackDeliveries } from '../../shared/aws/dynamodb/slack-deliveries.ts';
import { startTable } from '../aws/dynamodb-double.ts';
import { start } from '../domain/builders.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeLog } from '../fakes/log.ts';
import { createFakeSlackDeliveries } from '../fakes/slack-deliveries.ts';
import { runSlackDeliveriesContract, type SlackDeliveriesSubject } from './slack-deliveries-contract.ts';

const fake = (): SlackDeliveriesSubject => {
  const clock = createFakeClock(start);
  return { deliveries: createFakeSlackDeliveries(clock.now), clock };
};

const onDynamoDb = async (): Promise<SlackDeliveriesSubject> => {
  const clock = createFakeClock(start);
  const { client, tableName } = await startTable();
  const deliveries = createSlackDeliveries(client, { tableName, log: createFakeLog(), now: clock.now });
  return { deliveries, clock };
};

describe('Slack deliveries: the fake', () => runSlackDeliveriesContract(fake));
describe('Slack deliveries: DynamoDB', () => runSlackDeliveriesContract(onDynamoDb));
