import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { MessageCatalogue } from '../../shared/domain/message/catalogue.ts';
import { parseAnnouncement } from './announcement-schema.ts';
import { announcementOfAlarm, type SelfAlarmsNow } from './own-alarm.ts';
import { parseJson, publishedText } from './sns-envelope.ts';
import { announcementOfUnreadable } from './unreadable.ts';

/** What is to be told; `problem` if it only says that the body could not be read. */
export interface ReadBody {
  readonly announcement: Announcement;
  readonly problem?: string;
}

/** Whatever lies on the queue becomes something to tell. */
export const readBody = (body: string, alarms: SelfAlarmsNow): ReadBody => {
  const { words } = alarms;
  const text = publishedText(body);
  const value = parseJson(text);
  if (value === undefined) return unreadable(text, 'not JSON', words);
  const alarm = announcementOfAlarm(value, alarms);
  if (alarm) return { announcement: alarm };
  const announcement = parseAnnouncement(value, words.titles);
  return 'problem' in announcement ? unreadable(text, announcement.problem, words) : { announcement };
};

const unreadable = (text: string, problem: string, words: MessageCatalogue): ReadBody => ({
  announcement: announcementOfUnreadable(text, problem, words),
  problem,
});
