import type { Cause, CauseName, Incident, SeenCauseName } from '../incident.ts';
import { isDown } from '../lifecycle/tunnels.ts';
import type { EpochMs } from '../time.ts';
import type { MessageCatalogue } from './catalogue.ts';
import { changeSentence } from './change-sentence.ts';
import { clockTime } from './clock-time.ts';
import { leadingCause } from './leading-cause.ts';
import type { CauseText } from './message.ts';

/** The cause that explains most; while none is known, why not, and the words of AWS about the tunnel that is down. */
export const causeOf = (incident: Incident, words: MessageCatalogue, now: EpochMs): CauseText | undefined => {
  const found = leadingCause(incident);
  if (found) return causeText(found, words, now);
  const status = incident.tunnels.find(isDown)?.statusMessage.trim() ?? '';
  if (incident.phase === 'closed' && status === '') return undefined;
  const text = causeText({ name: 'unknown', at: now, evidence: status }, words, now);
  return { ...text, sentence: incident.explanation?.unknown?.sentence ?? text.sentence };
};

/** What the cause asks a person to do; where the logs name none, what the diagnosis does. */
export const causeTodo = (incident: Incident, words: MessageCatalogue): readonly string[] => {
  const cause = leadingCause(incident);
  if (cause?.explained) return cause.explained.todo;
  if (incident.explanation?.unknown) return incident.explanation.unknown.todo;
  return cause && isSeen(cause.name, words) ? words.incident.cause[cause.name].todo : [];
};

export const causeText = (cause: Cause, words: MessageCatalogue, now: EpochMs): CauseText => {
  const told = {
    at: clockTime(cause.at, now),
    evidence: cause.evidence,
    change: cause.change ? changeSentence(cause.change, cause.at, words, now) : '',
  };
  if (!isSeen(cause.name, words)) {
    return { sentence: cause.explained?.sentence ?? cause.name, evidence: cause.evidence || undefined };
  }
  const { sentence, evidence } = words.incident.cause[cause.name];
  return { sentence: sentence(told), evidence: evidence(told) || undefined };
};

const isSeen = (name: CauseName, words: MessageCatalogue): name is SeenCauseName =>
  Object.hasOwn(words.incident.cause, name);

export const causeSentence = (
  name: CauseName,
  incident: Incident,
  words: MessageCatalogue,
  now: EpochMs,
): string => {
  const cause = incident.causes.findLast((candidate) => candidate.name === name);
  return causeText(cause ?? { name, at: now, evidence: '' }, words, now).sentence;
};
