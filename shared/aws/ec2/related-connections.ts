import type { EC2Client, Filter } from '@aws-sdk/client-ec2';
import type { Connection } from '../../domain/connection.ts';
import { siteTag, siteTagOf } from '../../domain/posture/site-tag.ts';
import { secondsMs } from '../../domain/time.ts';
import type { RelatedConnections } from '../../ports/diagnosis.ts';
import type { Now } from '../../ports/shell.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { shareAnswers } from '../client/shared-answers.ts';
import { describeConnections } from './connections.ts';
import { literal } from './filters.ts';

/** In a storm hundreds of diagnoses ask for the same transit gateway, of which each answer may be megabytes. */
const shareMs = secondsMs(15);

/**
 * `DescribeVpnConnections`, once for each thing that connections can have in common, side by side. What has been asked just now
 * is not asked again.
 */
export const createRelatedConnections = (ec2: ClientOf<EC2Client>, now: Now): RelatedConnections => {
  const shared = shareAnswers<readonly Connection[]>(now, shareMs);
  return {
    find: async (connection) => {
      const { region, connectionId } = connection;
      const found = await Promise.all(
        filtersFor(connection).map((filter) =>
          shared(JSON.stringify([region, filter]), () => describeConnections(ec2(region), region, [filter])),
        ),
      );
      const byId = new Map(found.flat().map((each) => [each.connectionId, each]));
      byId.delete(connectionId);
      return [...byId.values()];
    },
  };
};

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
