import { createHash } from 'node:crypto';
import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { MessageCatalogue } from '../../shared/domain/message/catalogue.ts';

const excerptLength = 300;

/** Something on the topic that nobody understands may still matter to somebody; the same text is told once. */
export const announcementOfUnreadable = (
  text: string,
  problem: string,
  { own: { unreadable }, titles }: MessageCatalogue,
): Announcement => ({
  format: 'tunnelkeeper/announcement/1',
  kind: 'notice.unreadable-event',
  subjectId: `unreadable/${createHash('sha256').update(text).digest('hex').slice(0, 32)}`,
  revision: 1,
  region: 'unknown',
  connectionId: undefined,
  channel: undefined,
  message: {
    severity: 'warning',
    headline: unreadable.headline,
    summary: unreadable.summary,
    facts: [{ label: unreadable.problem, value: problem }],
    tunnels: [],
    cause: { sentence: unreadable.beginsWith, evidence: text.slice(0, excerptLength) },
    done: [],
    todo: [unreadable.todo],
    findings: [],
    unread: [],
    links: [],
    titles,
  },
  thread: [],
  chart: undefined,
});
