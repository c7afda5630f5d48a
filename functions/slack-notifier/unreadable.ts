import { createHash } from 'node:crypto';
import type { Announcement } from '../../shared/contracts/announcement.ts';
import { titles } from '../../shared/domain/message/english/titles.ts';

const excerptLength = 300;

/** Something on the topic that nobody understands may still matter to somebody; the same text is told once. */
export const announcementOfUnreadable = (text: string, problem: string): Announcement => ({
  format: 'tunnelkeeper/announcement/1',
  kind: 'notice.unreadable-event',
  subjectId: `unreadable/${createHash('sha256').update(text).digest('hex').slice(0, 32)}`,
  revision: 1,
  region: 'unknown',
  connectionId: undefined,
  channel: undefined,
  message: {
    severity: 'warning',
    headline: 'Unreadable notification',
    summary: 'Something was published to the topic of Tunnelkeeper that it does not understand.',
    facts: [{ label: 'Problem', value: problem }],
    tunnels: [],
    cause: { sentence: 'It begins with:', evidence: text.slice(0, excerptLength) },
    done: [],
    todo: ['Find out what publishes to this topic besides Tunnelkeeper.'],
    findings: [],
    unread: [],
    links: [],
    titles,
  },
  thread: [],
  chart: undefined,
});
