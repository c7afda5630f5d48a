import { expect, it } from 'vitest';
import { attachmentInUse } from '../../../shared/domain/diagnosis/attachment-in-use.ts';
import type { Attachment } from '../../../shared/domain/diagnosis/evidence.ts';

const inUse: Attachment = {
  attachmentId: 'tgw-attach-1',
  state: 'available',
  routeTableId: 'tgw-rtb-1',
  associationState: 'associated',
};
const withoutTable: Attachment = { ...inUse, routeTableId: undefined, associationState: undefined };

it.each<readonly [string, Attachment]>([
  ['being deleted', { ...inUse, state: 'deleting' }],
  ['failed', { ...inUse, state: 'failed' }],
  ['rejected', { ...inUse, state: 'rejected' }],
  ['associated with nothing', withoutTable],
  ['being dissociated', { ...inUse, associationState: 'disassociating' }],
  ['being changed', { ...inUse, state: 'modifying' }],
])('the attachment in use is not one that is %s, whichever is listed first', (_, other) => {
  const another = { ...other, attachmentId: 'tgw-attach-2' };
  expect(attachmentInUse([another, inUse])).toEqual(inUse);
  expect(attachmentInUse([inUse, another])).toEqual(inUse);
});

it.each([withoutTable, { ...inUse, state: 'deleting' }])('a lone attachment is the one: %j', (only) => {
  expect(attachmentInUse([{ ...inUse, state: 'deleted' }, only])).toEqual(only);
});

it('none is in use where all are deleted', () => {
  expect(attachmentInUse([{ ...inUse, state: 'deleted' }])).toBeUndefined();
  expect(attachmentInUse([])).toBeUndefined();
});
