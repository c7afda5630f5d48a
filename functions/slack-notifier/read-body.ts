import type { Announcement } from '../../shared/contracts/announcement.ts';
import { parseAnnouncement } from './announcement-schema.ts';
import { announcementOfAlarm } from './own-alarm.ts';
import { parseJson, publishedText } from './sns-envelope.ts';
import { announcementOfUnreadable } from './unreadable.ts';

/** What is to be told; `problem` if it only says that the body could not be read. */
export interface ReadBody {
  readonly announcement: Announcement;
  readonly problem?: string;
}

/** Whatever lies on the queue becomes something to tell. */
export const readBody = (body: string): ReadBody => {
  const text = publishedText(body);
  const value = parseJson(text);
  if (value === undefined) return unreadable(text, 'not JSON');
  const alarm = announcementOfAlarm(value);
  if (alarm) return { announcement: alarm };
  const announcement = parseAnnouncement(value);
  return 'problem' in announcement ? unreadable(text, announcement.problem) : { announcement };
};

const unreadable = (text: string, problem: string): ReadBody => ({
  announcement: announcementOfUnreadable(text, problem),
  problem,
});
