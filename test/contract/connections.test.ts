import { describe, expect, it } from 'vitest';
import { ec2Clients } from '../../shared/aws/ec2/clients.ts';
import { createConnections } from '../../shared/aws/ec2/connections.ts';
import { startAws } from '../aws/aws-double.ts';
import { describedByAws, type Ec2World, ec2Operations } from '../aws/ec2-double.ts';
import { createFakeConnections } from '../fakes/connections.ts';
import { type ConnectionsSubject, runConnectionsContract } from './connections-contract.ts';

const fake = (): ConnectionsSubject => {
  const connections = createFakeConnections();
  return {
    connections,
    place: (all) => {
      connections.all = all;
    },
    requests: () => connections.calls.length,
  };
};

const onEc2 = async (): Promise<ConnectionsSubject> => {
  const world: Ec2World = { connections: [], customerGateways: [] };
  const aws = await startAws({ ec2: ec2Operations(world) });
  return {
    connections: createConnections(ec2Clients()),
    place: (all) => {
      world.connections = all.map((each) => [each.region, describedByAws(each)]);
    },
    requests: () => aws.calls.length,
  };
};

describe('connections: the fake', () => runConnectionsContract(fake));
describe('connections: EC2', () => runConnectionsContract(onEc2));

describe('connections: an answer of EC2', () => {
  it.each([
    ['lists no connection', { VpnConnections: [] }, []],
    ['has no list of connections', {}, 'DescribeVpnConnections failed: NoConnectionSet (HTTP 200)'],
  ])('that %s', async (_name, answer, expected) => {
    await startAws({ ec2: { DescribeVpnConnections: () => answer } });
    const connections = createConnections(ec2Clients());
    for (const asked of [connections.list('eu-west-1'), connections.find('eu-west-1', ['vpn-1'])]) {
      if (typeof expected === 'string') await expect(asked).rejects.toThrow(expected);
      else expect(await asked).toEqual(expected);
    }
  });
});
