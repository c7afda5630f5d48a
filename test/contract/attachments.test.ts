import { describe } from 'vitest';
import { createEc2Service } from '../../local/services/ec2/service.ts';
import type { Attachment as ModelledAttachment } from '../../local/world/model.ts';
import { createAttachments } from '../../shared/aws/ec2/attachments.ts';
import { ec2DetailClients } from '../../shared/aws/ec2/clients.ts';
import { startAws } from '../aws/aws-double.ts';
import { callError, refusal } from '../aws/refusal.ts';
import { createFakeAttachments } from '../fakes/surroundings.ts';
import { stage } from '../local/world/fixture.ts';
import { type AttachmentsSubject, region, runAttachmentsContract } from './attachments-contract.ts';

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
  const scene = stage();
  const aws = await startAws({ ec2: createEc2Service(scene).operations });
  return {
    attachments: createAttachments(ec2DetailClients()),
    place: (connectionId, attachment) =>
      scene.world.add({
        customerGateways: [{ id: 'cgw-00000000000000001', region }],
        connections: [
          {
            id: connectionId,
            customerGateway: 'cgw-00000000000000001',
            attachment: {
              id: attachment.attachmentId,
              state: attachment.state as ModelledAttachment['state'],
              routeTable: attachment.routeTableId ?? null,
              associationState: attachment.associationState as ModelledAttachment['associationState'],
            },
            tunnels: [{ outsideIp: '203.0.113.1' }, { outsideIp: '203.0.113.2' }],
          },
        ],
      }),
    refuseNext: () => aws.fail(refusal('ec2', operation, 'UnauthorizedOperation', 403)),
  };
};

describe('attachments: the fake', () => runAttachmentsContract(fake));
describe('attachments: EC2', () => runAttachmentsContract(onEc2));
