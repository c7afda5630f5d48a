import { describe, expect, it } from 'vitest';
import { createRecords } from '../../shared/aws/dynamodb/records.ts';
import { createRestartLedger } from '../../shared/aws/dynamodb/restart-ledger.ts';
import { ec2Clients } from '../../shared/aws/ec2/clients.ts';
import { createConnections } from '../../shared/aws/ec2/connections.ts';
import { createCustomerGateways } from '../../shared/aws/ec2/customer-gateways.ts';
import { incident } from '../contract/records-contract.ts';
import { connection, start } from '../domain/builders.ts';
import { createFakeLog } from '../fakes/log.ts';
import { startAws } from './aws-double.ts';
import { startTable } from './dynamodb-double.ts';
import { describedByAws, ec2Operations } from './ec2-double.ts';

const region = 'eu-west-1';
const idOf = (index: number): string => `vpn-${index.toString(16).padStart(17, '0')}`;
const now = () => start;

describe('requests to EC2', () => {
  it('are one for a thousand connections, without a filter that could hide one', async () => {
    const connections = Array.from({ length: 1_000 }, (_, index) =>
      describedByAws(connection({ region, connectionId: idOf(index) })),
    );
    const world = connections.map((each) => [region, each] as const);
    const aws = await startAws({ ec2: ec2Operations({ connections: world, customerGateways: [] }) });
    expect(await createConnections(ec2Clients()).list(region)).toHaveLength(1_000);
    expect(aws.calls).toEqual([{ operation: 'DescribeVpnConnections', region, input: {} }]);
  });

  it.each([
    [1, 1],
    [200, 1],
    [201, 2],
  ])('for %d ids are %d', async (ids, requests) => {
    const aws = await startAws({ ec2: ec2Operations({ connections: [], customerGateways: [] }) });
    const wanted = Array.from({ length: ids }, (_, index) => idOf(index));
    await createConnections(ec2Clients()).find(region, [...wanted, ...wanted]);
    expect(aws.calls.map((call) => call.input.Filters[0].Name)).toEqual(
      Array.from({ length: requests }, () => 'vpn-connection-id'),
    );
    await createCustomerGateways(ec2Clients()).find(region, wanted);
    expect(aws.operations().filter((name) => name === 'DescribeCustomerGateways')).toHaveLength(requests);
  });

  it('go to the region that is asked about', async () => {
    const aws = await startAws({ ec2: ec2Operations({ connections: [], customerGateways: [] }) });
    const connections = createConnections(ec2Clients());
    await connections.list('eu-west-1');
    await connections.list('ap-southeast-2');
    await connections.list('eu-west-1');
    expect(aws.calls.map((call) => call.region)).toEqual(['eu-west-1', 'ap-southeast-2', 'eu-west-1']);
  });
});

describe('requests to DynamoDB', () => {
  it('are one to load a region, and one for each save', async () => {
    const { client, tableName, operations } = await startTable();
    const records = createRecords(client, { tableName, log: createFakeLog(), now });
    await records.loadRegion(region);
    await records.saveIncident(incident());
    expect(operations).toEqual(['Query', 'PutItem']);
  });

  it('are more to load a region only when it holds more than a megabyte', async () => {
    const { client, tableName, operations } = await startTable();
    const records = createRecords(client, { tableName, log: createFakeLog(), now });
    for (const index of [0, 1, 2, 3]) {
      const statusMessage = 'x'.repeat(350_000);
      const [first] = incident().tunnels;
      const tunnels = first ? [{ ...first, statusMessage }] : [];
      await records.saveIncident(incident({ connectionId: idOf(index), tunnels }));
    }
    operations.length = 0;
    expect((await records.loadRegion(region)).incidents).toHaveLength(4);
    expect(operations).toEqual(['Query', 'Query']);
  });

  it('are two for a place in the restart ledger', async () => {
    const { client, tableName, operations } = await startTable();
    const ledger = createRestartLedger(client, { tableName, log: createFakeLog(), now });
    await ledger.reserve({ attemptId: 'a', at: start }, 10, start - 1);
    expect(operations).toEqual(['GetItem', 'PutItem']);
  });
});
