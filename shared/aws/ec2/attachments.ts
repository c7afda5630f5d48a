import {
  DescribeTransitGatewayAttachmentsCommand,
  type EC2Client,
  type TransitGatewayAttachment,
} from '@aws-sdk/client-ec2';
import { attachmentInUse } from '../../domain/diagnosis/attachment-in-use.ts';
import type { Attachment } from '../../domain/diagnosis/evidence.ts';
import type { Attachments } from '../../ports/diagnosis.ts';
import { awsCall } from '../client/aws-call-error.ts';
import type { ClientOf } from '../client/clients-by-region.ts';

/** `DescribeTransitGatewayAttachments`, filtered by the connection as the attached resource. */
export const createAttachments = (ec2: ClientOf<EC2Client>): Attachments => ({
  find: async (region, connectionId) => {
    const answer = await awsCall(
      'DescribeTransitGatewayAttachments',
      ec2(region).send(
        new DescribeTransitGatewayAttachmentsCommand({
          Filters: [{ Name: 'resource-id', Values: [connectionId] }],
        }),
      ),
    );
    return attachmentInUse((answer.TransitGatewayAttachments ?? []).map(mapAttachment));
  },
});

const mapAttachment = (attachment: TransitGatewayAttachment): Attachment => ({
  attachmentId: attachment.TransitGatewayAttachmentId ?? '',
  state: attachment.State ?? 'unknown',
  routeTableId: attachment.Association?.TransitGatewayRouteTableId || undefined,
  associationState: attachment.Association?.State || undefined,
});
