import type { Announcement } from '../../contracts/announcement.ts';
import type { Notice } from '../notice.ts';
import { type NoticeContext, noticeMessage } from './notice-message.ts';

/** What is published about a notice. */
export const announcementOfNotice = (notice: Notice, context: NoticeContext): Announcement => {
  const [only, another] = notice.connections;
  return {
    format: 'tunnelkeeper/announcement/1',
    kind: `notice.${notice.kind}`,
    subjectId: notice.noticeId,
    revision: notice.revision,
    region: notice.region,
    connectionId: another ? undefined : only?.connectionId,
    channel: channelOfAll(notice),
    message: noticeMessage(notice, context),
    thread: [],
    chart: undefined,
  };
};

/** A channel of its own only where all connections have the same: everybody else reads the common one. */
const channelOfAll = ({ connections }: Notice): string | undefined => {
  const channels = new Set(connections.map((connection) => connection.channel));
  return channels.size === 1 ? [...channels][0] : undefined;
};
