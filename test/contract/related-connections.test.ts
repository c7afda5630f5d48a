import { describe, expect, it } from 'vitest';
import { ec2DetailClients } from '../../shared/aws/ec2/clients.ts';
import { createRelatedConnections } from '../../shared/aws/ec2/related-connections.ts';
import { type AwsDouble, startAws } from '../aws/aws-double.ts';
import {
  configurationDocument,
  describedByAws,
  type Ec2World,
  ec2Operations,
  presharedKey,
} from '../aws/ec2-double.ts';
import { callError, refusal } from '../aws/refusal.ts';
import { createFakeRelatedConnections } from '../fakes/surroundings.ts';
import {
  one,
  type RelatedConnectionsSubject,
  runRelatedConnectionsContract,
  stranger,
} from './related-connections-contract.ts';

const operation = 'DescribeVpnConnections';

const fake = (): RelatedConnectionsSubject => {
  const related = createFakeRelatedConnections();
  return {
    related,
    place: (connections) => {
      related.all = connections;
    },
    refuseNext: () => related.failures.next(callError(operation, 'UnauthorizedOperation')),
  };
};

const onEc2 = async (): Promise<RelatedConnectionsSubject & { readonly aws: AwsDouble }> => {
  const world: Ec2World = { connections: [], customerGateways: [] };
  const aws = await startAws({ ec2: ec2Operations(world) });
  return {
    aws,
    related: createRelatedConnections(ec2DetailClients()),
    place: (all) => {
      world.connections = all.map((each) => [each.region, describedByAws(each)]);
    },
    refuseNext: () => aws.fail(refusal('ec2', operation, 'UnauthorizedOperation', 403)),
  };
};

describe('related connections: the fake', () => runRelatedConnectionsContract(fake));
describe('related connections: EC2', () => {
  runRelatedConnectionsContract(onEc2);

  it('take one call for each thing to have in common', async () => {
    const { aws, related } = await onEc2();
    await related.find(one);
    const asked = aws.calls.map(({ input }) => input.Filters);
    expect(asked).toHaveLength(3);
    expect(asked).toEqual(
      expect.arrayContaining([
        [{ Name: 'customer-gateway-id', Values: [one.customerGatewayId] }],
        [{ Name: 'transit-gateway-id', Values: [one.target.id] }],
        [{ Name: 'tag:tunnelkeeper:site', Values: ['hq'] }],
      ]),
    );
  });

  it('take no call for what it does not have', async () => {
    const { aws, related } = await onEc2();
    await related.find({ ...one, customerGatewayId: '', target: { kind: 'unattached', id: '' }, tags: {} });
    expect(aws.calls).toEqual([]);
  });

  it('keep the pre-shared keys of the answer to themselves', async () => {
    const { related, place } = await onEc2();
    place([one, { ...stranger, target: one.target }]);
    const told = JSON.stringify(await related.find(one));
    expect(told).toContain(stranger.connectionId);
    for (const secret of [presharedKey, configurationDocument]) expect(told).not.toContain(secret);
  });
});
