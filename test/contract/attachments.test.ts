import type { Filter, TransitGatewayAttachment } from '@aws-sdk/client-ec2';
import { describe } from 'vitest';
import { createAttachments } from '../../shared/aws/ec2/attachments.ts';
import { ec2DetailClients } from '../../shared/aws/ec2/clients.ts';
import type { Attachment } from '../../shared/domain/diagnosis/evidence.ts';
import { startAws } from '../aws/aws-double.ts';
import { callError, refusal } from '../aws/refusal.ts';
import { createFakeAttachments } from '../fakes/surroundings.ts';
import { type AttachmentsSubject, runAttachmentsContract } from './attachments-contract.ts';

const operation = 'DescribeTransitGatewayAttachments';

const fake = (): AttachmentsSubject => {
  const attachments = createFakeAttachments();
  return {
    attachments,
    place: (connectionId, attachment) => void attachments.all.set(connectionId, attachment),
    refuseNext: () => attachments.failures.next(callError(operation, 'UnauthorizedOperation')),
  };
};

const onEc2 = async (): Promise<AttachmentsSubject> => {
  const placed: TransitGatewayAttachment[] = [];
  const aws = await startAws({
    ec2: {
      [operation]: ({ Filters: filters = [] }: { readonly Filters?: readonly Filter[] }) => ({
        TransitGatewayAttachments: placed.filter(({ ResourceId: id = '' }) =>
          filters.every(({ Name: name, Values: values }) => name === 'resource-id' && values?.includes(id)),
        ),
      }),
    },
  });
  return {
    attachments: createAttachments(ec2DetailClients()),
    place: (connectionId, attachment) => void placed.push(describedByAws(connectionId, attachment)),
    refuseNext: () => aws.fail(refusal('ec2', operation, 'UnauthorizedOperation', 403)),
  };
};

const describedByAws = (connectionId: string, attachment: Attachment): TransitGatewayAttachment => ({
  TransitGatewayAttachmentId: attachment.attachmentId,
  TransitGatewayId: 'tgw-00000000000000001',
  ResourceType: 'vpn',
  ResourceId: connectionId,
  State: attachment.state as NonNullable<TransitGatewayAttachment['State']>,
  ...(attachment.routeTableId === undefined
    ? {}
    : {
        Association: {
          TransitGatewayRouteTableId: attachment.routeTableId,
          State: attachment.associationState as 'associated',
        },
      }),
});

describe('attachments: the fake', () => runAttachmentsContract(fake));
describe('attachments: EC2', () => runAttachmentsContract(onEc2));
