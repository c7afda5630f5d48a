import type { Attachment } from './evidence.ts';

/** Of the attachments that AWS lists of one connection; one that is being deleted, or was refused, stays listed for a while. */
export const attachmentInUse = (attachments: readonly Attachment[]): Attachment | undefined =>
  attachments
    .filter(({ state }) => state !== 'deleted')
    .toSorted((one, other) => useOf(other) - useOf(one))[0];

/** Associated says more than available, and that more than being about to end. */
const useOf = ({ state, associationState, routeTableId }: Attachment): number => {
  const isEnding = /^(?:deleting|fail|reject|rollingBack)/.test(state);
  const association = associationState === 'associated' ? 4 : routeTableId === undefined ? 0 : 2;
  return (isEnding ? -8 : 0) + association + (state === 'available' ? 1 : 0);
};
