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
import { createFakeClock } from '../fakes/clock.ts';
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

const onEc2 = async (
  clock = createFakeClock(0),
): Promise<RelatedConnectionsSubject & { readonly aws: AwsDouble }> => {
  const world: Ec2World = { connections: [], customerGateways: [] };
  const aws = await startAws({ ec2: ec2Operations(world) });
  return {
    aws,
    related: createRelatedConnections(ec2DetailClients(), clock.now),
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

  it('are asked for once within a quarter of a minute, whichever connection asks', async () => {
    const clock = createFakeClock(0);
    const { aws, related, place } = await onEc2(clock);
    const other = { ...stranger, target: one.target };
    place([one, other]);
    const found = await Promise.all([related.find(one), related.find(other)]);
    expect(found).toEqual([[other], [one]]);
    const ofTransitGateway = () =>
      aws.calls.filter(({ input }) => input.Filters[0].Name === 'transit-gateway-id');
    expect(ofTransitGateway()).toHaveLength(1);
    clock.advance(14_999);
    await related.find(one);
    expect(ofTransitGateway()).toHaveLength(1);
    place([one]);
    clock.advance(1);
    expect(await related.find(one)).toEqual([]);
    expect(ofTransitGateway()).toHaveLength(2);
  });

  it('are asked for again after a call that failed', async () => {
    const { related, place, refuseNext } = await onEc2();
    place([one, { ...stranger, target: one.target }]);
    refuseNext();
    await expect(related.find(one)).rejects.toThrow();
    expect(await related.find(one)).toHaveLength(1);
  });

  it('keep the pre-shared keys of the answer to themselves', async () => {
    const { related, place } = await onEc2();
    place([one, { ...stranger, target: one.target }]);
    const told = JSON.stringify(await related.find(one));
    expect(told).toContain(stranger.connectionId);
    for (const secret of [presharedKey, configurationDocument]) expect(told).not.toContain(secret);
  });
});
