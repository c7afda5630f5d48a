import type {
  DescribeTransitGatewayAttachmentsRequest,
  DescribeTransitGatewayAttachmentsResult,
  TransitGatewayAttachment,
} from '@aws-sdk/client-ec2';
import { type Operation, ServiceError } from '../../contract.ts';
import type { Attachment, AttachmentState, Connection } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import { type FilterValues, passes } from './filters.ts';
import { pageOf } from './page.ts';

/** The attachments of VPN connections; those of VPCs, concentrators and so on are not modelled. */
export const describeTransitGatewayAttachments =
  (
    world: World,
  ): Operation<DescribeTransitGatewayAttachmentsRequest, DescribeTransitGatewayAttachmentsResult> =>
  ({ TransitGatewayAttachmentIds: ids, Filters, MaxResults, NextToken }, { region, accountId }) => {
    const all = world.connections(region).flatMap((connection) => {
      const { attachment } = connection;
      return attachment ? [attachmentShape(connection, attachment, accountId)] : [];
    });
    const page = pageOf(
      named(all, ids).filter((attachment) => passes(Filters, filterValues(attachment), new Map())),
      { sizes: [5, 1_000], asked: MaxResults, token: NextToken },
    );
    return { TransitGatewayAttachments: page.items, NextToken: page.nextToken };
  };

/** An unknown id fails the whole call. */
const named = (
  all: readonly TransitGatewayAttachment[],
  ids: readonly string[] = [],
): readonly TransitGatewayAttachment[] => {
  const known = new Set(all.map(({ TransitGatewayAttachmentId: id }) => id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new ServiceError(
      'InvalidTransitGatewayAttachmentID.NotFound',
      `Transit Gateway Attachment ${unknown} was deleted or does not exist.`,
    );
  }
  return ids.length === 0 ? all : all.filter(({ TransitGatewayAttachmentId: id = '' }) => ids.includes(id));
};

const attachmentShape = (
  connection: Connection,
  attachment: Attachment,
  accountId: string,
): TransitGatewayAttachment => {
  const state = stateOf(connection, attachment);
  const hasTable = attachment.routeTableId !== undefined && state !== 'pending' && state !== 'deleted';
  return {
    TransitGatewayAttachmentId: attachment.id,
    TransitGatewayId: connection.transitGatewayId,
    TransitGatewayOwnerId: accountId,
    ResourceOwnerId: accountId,
    ResourceType: 'vpn',
    ResourceId: connection.id,
    State: state,
    ...(hasTable
      ? {
          Association: {
            TransitGatewayRouteTableId: attachment.routeTableId,
            State: attachment.associationState,
          },
        }
      : {}),
    Tags: [],
  };
};

const stateOf = ({ state }: Connection, attachment: Attachment): AttachmentState =>
  state === 'available' || state === 'modifying' ? attachment.state : state;

const filterValues = (attachment: TransitGatewayAttachment): FilterValues => ({
  'association.state': [attachment.Association?.State],
  'association.transit-gateway-route-table-id': [attachment.Association?.TransitGatewayRouteTableId],
  'resource-id': [attachment.ResourceId],
  'resource-owner-id': [attachment.ResourceOwnerId],
  'resource-type': [attachment.ResourceType],
  state: [attachment.State],
  'transit-gateway-attachment-id': [attachment.TransitGatewayAttachmentId],
  'transit-gateway-id': [attachment.TransitGatewayId],
  'transit-gateway-owner-id': [attachment.TransitGatewayOwnerId],
});
