import type { MessageCatalogue } from '../../domain/message/catalogue.ts';
import { connection } from './message/connection.ts';
import { course } from './message/course.ts';
import { durationInWords } from './message/durations.ts';
import { incident } from './message/incident.ts';
import { notices } from './message/notice.ts';
import { own } from './message/own.ts';
import { storm } from './message/storm.ts';
import { subject } from './message/subject.ts';
import { titles } from './message/titles.ts';
import { withheld } from './message/withheld.ts';

export const message: MessageCatalogue = {
  connection,
  course,
  duration: durationInWords,
  incident,
  notice: notices,
  own,
  storm,
  titles,
  withheld,
  subject,
};
