import { expect, it } from 'vitest';
import type { Attachment } from '../../shared/domain/diagnosis/evidence.ts';
import type { Attachments } from '../../shared/ports/diagnosis.ts';

export interface AttachmentsSubject {
  readonly attachments: Attachments;
  place(connectionId: string, attachment: Attachment): void;
  /** The next call is refused by AWS. */
  refuseNext(): void;
}

export const region = 'eu-west-1';
export const connectionId = 'vpn-00000000000000001';

export const attachment: Attachment = {
  attachmentId: 'tgw-attach-00000000000000001',
  state: 'available',
  routeTableId: 'tgw-rtb-00000000000000001',
  associationState: 'associated',
};

/** What every implementation of `Attachments` promises. */
export const runAttachmentsContract = (
  makeSubject: () => AttachmentsSubject | Promise<AttachmentsSubject>,
) => {
  it.each<[string, Attachment]>([
    ['associated with a route table', attachment],
    ['associated with none', { ...attachment, routeTableId: undefined, associationState: undefined }],
    ['being changed', { ...attachment, state: 'modifying', associationState: 'associating' }],
  ])('finds an attachment that is %s', async (_name, placed) => {
    const { attachments, place } = await makeSubject();
    place(connectionId, placed);
    expect(await attachments.find(region, connectionId)).toEqual(placed);
  });

  it('finds none of another connection, and none that is deleted', async () => {
    const { attachments, place } = await makeSubject();
    place('vpn-00000000000000002', attachment);
    place(connectionId, { ...attachment, state: 'deleted' });
    expect(await attachments.find(region, connectionId)).toBeUndefined();
  });

  it('says so when AWS refuses', async () => {
    const { attachments, refuseNext } = await makeSubject();
    refuseNext();
    await expect(attachments.find(region, connectionId)).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'UnauthorizedOperation',
    });
  });
};
