import {
  DescribeTransitGatewayAttachmentsCommand,
  type DescribeTransitGatewayAttachmentsResult,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { createEc2Service } from '../../../local/services/ec2/service.ts';
import { startWire } from '../wire/wire-fixture.ts';
import { accountId, connectionId, gatewayId, minute, operator, region, stage } from '../world/fixture.ts';

const transitGateway = 'tgw-0a1b2c3d4e5f60718';

const open = (
  connection: NonNullable<Parameters<typeof stage>[0]>['connection'] = { transitGateway },
  count = 0,
) => {
  const scene = stage({ connection });
  scene.world.add({
    customerGateways: [],
    connections: Array.from({ length: count }, (_, index) => ({
      id: `vpn-${String(index).padStart(17, '0')}`,
      customerGateway: gatewayId,
      transitGateway: 'tgw-00000000000000002',
      tunnels: [{ outsideIp: '192.0.2.1' }, { outsideIp: '192.0.2.2' }],
    })),
  });
  const service = createEc2Service(scene);
  const describeAll = (input: object = {}, in_ = region) =>
    service.operations['DescribeTransitGatewayAttachments']?.(input, {
      ...operator,
      region: in_,
    }) as DescribeTransitGatewayAttachmentsResult;
  const one = () => describeAll().TransitGatewayAttachments?.[0];
  return { ...scene, service, describeAll, one };
};

describe('DescribeTransitGatewayAttachments', () => {
  it('tells how a connection hangs on its transit gateway', () => {
    expect(open().one()).toEqual({
      TransitGatewayAttachmentId: expect.stringMatching(/^tgw-attach-[0-9a-f]{17}$/),
      TransitGatewayId: transitGateway,
      TransitGatewayOwnerId: accountId,
      ResourceOwnerId: accountId,
      ResourceType: 'vpn',
      ResourceId: connectionId,
      State: 'available',
      Association: {
        TransitGatewayRouteTableId: expect.stringMatching(/^tgw-rtb-[0-9a-f]{17}$/),
        State: 'associated',
      },
      Tags: [],
    });
  });

  it('shares one route table among the connections of a transit gateway', () => {
    const tables = open({ transitGateway: 'tgw-00000000000000002' }, 3)
      .describeAll()
      .TransitGatewayAttachments?.map(({ Association: association }) => association);
    expect(tables).toHaveLength(4);
    expect(new Set(tables?.map((table) => table?.TransitGatewayRouteTableId)).size).toBe(1);
  });

  it('lists none of a connection to a virtual private gateway, and none of another region', () => {
    expect(open({ vpnGateway: 'vgw-0a1b2c3d4e5f60718' }).one()).toBeUndefined();
    expect(open().describeAll({}, 'eu-west-3').TransitGatewayAttachments).toEqual([]);
  });

  it('may be associated with no route table, or be in the middle of something', () => {
    expect(open({ attachment: { routeTable: null } }).one()).not.toHaveProperty('Association');
    expect(open({ attachment: { state: 'modifying', associationState: 'associating' } }).one()).toMatchObject(
      { State: 'modifying', Association: { State: 'associating' } },
    );
  });

  it('goes with its connection, and comes with it', async () => {
    const { world, one, after: runUntil } = open();
    world.deleteConnection(connectionId);
    expect(one()).toMatchObject({ State: 'deleting', Association: { State: 'associated' } });
    await runUntil(10 * minute);
    expect(one()).toMatchObject({ State: 'deleted' });
    expect(one()).not.toHaveProperty('Association');
    await runUntil(120 * minute);
    expect(one()).toBeUndefined();
    world.createConnection({
      id: 'vpn-00000000000000009',
      customerGateway: gatewayId,
      tunnels: [{ outsideIp: '192.0.2.1' }, { outsideIp: '192.0.2.2' }],
    });
    expect(one()).toMatchObject({ ResourceId: 'vpn-00000000000000009', State: 'pending' });
  });

  it.each([
    ['resource-id', connectionId, 1],
    ['resource-id', 'vpn-00000000000000009', 0],
    ['resource-type', 'vpn', 6],
    ['resource-type', 'vpc', 0],
    ['state', 'available', 6],
    ['state', 'deleted', 0],
    ['transit-gateway-id', transitGateway, 1],
    ['transit-gateway-id', 'tgw-*', 6],
    ['association.state', 'associated', 6],
    ['resource-owner-id', accountId, 6],
  ])('filter %s = %s lists %i', (name, value, count) => {
    const { TransitGatewayAttachments: found } = open({ transitGateway }, 5).describeAll({
      Filters: [{ Name: name, Values: [value] }],
    });
    expect(found).toHaveLength(count);
  });

  it('finds attachments by id, and fails as a whole for one that is not there', () => {
    const { describeAll } = open({ transitGateway }, 5);
    const id = describeAll().TransitGatewayAttachments?.[2]?.TransitGatewayAttachmentId;
    const found = describeAll({ TransitGatewayAttachmentIds: [id] }).TransitGatewayAttachments;
    expect(found?.map(({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId)).toEqual([id]);
    expect(() => describeAll({ TransitGatewayAttachmentIds: [id, 'tgw-attach-00000000000000000'] })).toThrow(
      expect.objectContaining({ code: 'InvalidTransitGatewayAttachmentID.NotFound' }),
    );
  });

  it('comes in pages, with nothing lost and nothing twice', () => {
    const { describeAll } = open({ transitGateway }, 11);
    const sizes: number[] = [];
    const seen = new Set<string | undefined>();
    let token: string | undefined;
    do {
      const page = describeAll({ MaxResults: 5, NextToken: token });
      sizes.push(page.TransitGatewayAttachments?.length ?? 0);
      for (const { ResourceId: id } of page.TransitGatewayAttachments ?? []) seen.add(id);
      token = page.NextToken;
    } while (token !== undefined);
    expect(sizes).toEqual([5, 5, 2]);
    expect(seen.size).toBe(12);
  });

  it.each([
    [{ MaxResults: 4 }, 'InvalidParameterValue'],
    [{ MaxResults: 1_001 }, 'InvalidParameterValue'],
    [{ NextToken: 'next' }, 'InvalidNextToken'],
    [{ NextToken: '-1' }, 'InvalidNextToken'],
    [{ Filters: [{ Name: 'vpn-connection-id', Values: ['x'] }] }, 'InvalidParameterValue'],
  ])('refuses %j with %s', (input, code) => {
    expect(() => open().describeAll(input)).toThrow(expect.objectContaining({ code }));
  });

  it('needs a permission for everything: EC2 knows none for single attachments', () => {
    expect(open().service.permissions('DescribeTransitGatewayAttachments', {}, operator)).toMatchObject([
      { action: 'ec2:DescribeTransitGatewayAttachments', resources: ['*'] },
    ]);
  });

  it('answers what the SDK reads', async () => {
    const { client } = await startWire([open({ transitGateway }, 5).service]);
    const ec2 = new EC2Client({ ...client(), maxAttempts: 1 });
    const answer = await ec2.send(new DescribeTransitGatewayAttachmentsCommand({ MaxResults: 5 }));
    expect(answer.TransitGatewayAttachments).toHaveLength(5);
    expect(answer.NextToken).toBe('5');
    expect(answer.TransitGatewayAttachments?.[0]).toMatchObject({
      ResourceId: connectionId,
      Association: { State: 'associated' },
    });
    const rest = await ec2.send(
      new DescribeTransitGatewayAttachmentsCommand({
        NextToken: '5',
        Filters: [{ Name: 'state', Values: ['available'] }],
      }),
    );
    expect(rest.TransitGatewayAttachments).toHaveLength(1);
    expect(rest.NextToken).toBeUndefined();
  });
});
