import type { Notice } from '../notice.ts';

/** Notices that have been saved but that people do not know yet, because a run stopped half-way. */
export const unannounced = (notices: readonly Notice[]): readonly Notice[] =>
  notices.filter((notice) => notice.revision > notice.announcedRevision);

/** The notice as it is saved once people have been told. */
export const markAnnounced = (notice: Notice): Notice => ({
  ...notice,
  version: notice.version + 1,
  announcedRevision: notice.revision,
});
