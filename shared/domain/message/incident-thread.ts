import type { ThreadEntry } from '../../contracts/announcement.ts';
import type { Health } from '../health.ts';
import type { CauseName, CloseReason, CourseEntry, Incident } from '../incident.ts';
import { type WithholdReason, withholdReasons } from '../restart/withhold-reason.ts';
import { changeSentence } from './change-sentence.ts';
import { type Around, withheldLine } from './incident-actions.ts';
import { causeSentence } from './incident-cause.ts';
import { recurrenceSentence } from './recurrence-sentence.ts';
import { loudnessOf } from './rings.ts';

/** What has happened so far, one sentence for each thing. */
export const incidentThread = (incident: Incident, around: Around): readonly ThreadEntry[] =>
  incident.course.map((entry) => ({
    seq: entry.seq,
    at: entry.at,
    text: sentenceOf(entry, incident, around),
    ...loudnessOf({ incident: entry.kind }),
  }));

const sentenceOf = (entry: CourseEntry, incident: Incident, around: Around): string => {
  const { words } = around;
  const { detail = '', outsideIp = '' } = entry;
  if (entry.kind === 'withheld' && isWithholdReason(detail))
    return whyWithheld(detail, entry, incident, around);
  return words.course[entry.kind]({
    outsideIp,
    detail,
    health: wordFor(words.connection.health, detail as Health),
    cause: entry.kind === 'cause-found' ? causeSentence(detail as CauseName, incident, words, entry.at) : '',
    change: entry.change ? changeSentence(entry.change, entry.change.at, words, entry.at) : '',
    withheld: detail,
    temporary: false,
    recurrence: entry.recurrence && recurrenceSentence(entry.recurrence, words),
    closed: wordFor(words.connection.closed, detail as CloseReason),
  });
};

/** The text for a word, or the word itself: a row may have been written by a newer version. */
const wordFor = <Word extends string>(texts: Readonly<Record<Word, string>>, word: Word): string =>
  Object.hasOwn(texts, word) ? texts[word] : word;

const isWithholdReason = (word: string): word is WithholdReason =>
  (withholdReasons as readonly string[]).includes(word);

/** When it ends is known of the present refusal only. */
const whyWithheld = (
  reason: WithholdReason,
  entry: CourseEntry,
  incident: Incident,
  around: Around,
): string => {
  const { withheld } = incident;
  const outsideIp = entry.outsideIp ?? '';
  const present = withheld?.reason === reason && withheld.outsideIp === outsideIp ? withheld : undefined;
  const told = present ?? { reason, outsideIp, at: entry.at, until: undefined };
  return withheldLine(told, { ...around, now: entry.at });
};
