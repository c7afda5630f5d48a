import * as connection from './english/connection.ts';
import { course } from './english/course.ts';
import { durationInWords } from './english/durations.ts';
import * as incident from './english/incident.ts';
import * as notice from './english/notice.ts';
import { titles } from './english/titles.ts';
import { withheld } from './english/withheld.ts';
import type { Titles } from './message.ts';

/**
 * Every sentence that people read in a message. The parts are records over the unions of the domain, so that a reason or
 * a kind without its sentence does not compile; a further language is a further object of this type.
 */
export interface Catalogue {
  readonly connection: typeof connection;
  readonly course: typeof course;
  readonly duration: typeof durationInWords;
  readonly incident: typeof incident;
  readonly notice: typeof notice;
  readonly titles: Titles;
  readonly withheld: typeof withheld;
}

export const catalogue: Catalogue = {
  connection,
  course,
  duration: durationInWords,
  incident,
  notice,
  titles,
  withheld,
};
