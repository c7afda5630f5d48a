import { announcementOfNotice } from '../domain/message/notice-announcement.ts';
import type { Notice } from '../domain/notice.ts';
import { markAnnounced, unannounced } from '../domain/notices/announced.ts';
import type { AnnounceDeps } from './announce.ts';

/** Tells people of the notices that have been saved and that they do not know yet, then records that they were told. */
export const announceNotices = async (deps: AnnounceDeps, notices: readonly Notice[]): Promise<void> => {
  for (const notice of unannounced(notices)) await announceNotice(deps, notice);
};

const announceNotice = async (deps: AnnounceDeps, notice: Notice): Promise<void> => {
  const { words, accountId, runbookUrl } = deps;
  const announcement = announcementOfNotice(notice, { words, accountId, runbookUrl, now: deps.now() });
  await deps.announcer.announce(announcement);
  const facts = { noticeId: notice.noticeId, kind: announcement.kind, revision: notice.revision };
  deps.log.info('announced', facts);
  if ((await deps.records.saveNotice(markAnnounced(notice))) === 'conflict') {
    deps.log.info('announcement not marked: somebody else saved first', facts);
  }
};
