import type { EC2Client, Filter } from '@aws-sdk/client-ec2';
import type { Connection } from '../../domain/connection.ts';
import { siteTag, siteTagOf } from '../../domain/posture/site-tag.ts';
import type { RelatedConnections } from '../../ports/diagnosis.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { describeConnections } from './connections.ts';
import { literal } from './filters.ts';

/** `DescribeVpnConnections`, once for each thing that connections can have in common, side by side. */
export const createRelatedConnections = (ec2: ClientOf<EC2Client>): RelatedConnections => ({
  find: async (connection) => {
    const { region, connectionId } = connection;
    const found = await Promise.all(
      filtersFor(connection).map((filter) => describeConnections(ec2(region), region, [filter])),
    );
    const byId = new Map(found.flat().map((each) => [each.connectionId, each]));
    byId.delete(connectionId);
    return [...byId.values()];
  },
});

const filtersFor = (connection: Connection): readonly Filter[] => [
  ...filterBy('customer-gateway-id', connection.customerGatewayId),
  ...(connection.target.kind === 'transit-gateway'
    ? filterBy('transit-gateway-id', connection.target.id)
    : []),
  ...(connection.target.kind === 'virtual-private-gateway'
    ? filterBy('vpn-gateway-id', connection.target.id)
    : []),
  ...filterBy(`tag:${siteTag}`, siteTagOf(connection) ?? ''),
];

const filterBy = (name: string, value: string): readonly Filter[] =>
  value === '' ? [] : [{ Name: name, Values: [literal(value)] }];
