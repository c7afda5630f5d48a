import { logCauseOf } from '../diagnosis/log-cause-of.ts';
import type { Cause, CauseName, Incident, SeenCauseName } from '../incident.ts';
import { isDown } from '../lifecycle/tunnels.ts';
import type { EpochMs } from '../time.ts';
import type { MessageCatalogue } from './catalogue.ts';
import { changeSentence } from './change-sentence.ts';
import { clockTime, withoutToday } from './clock-time.ts';
import { isTraffic, leadingCause } from './leading-cause.ts';
import type { CauseText } from './message.ts';

/** The cause that explains most; while none is known, why not, and the words of AWS about the tunnel that is down. */
export const causeOf = (incident: Incident, words: MessageCatalogue, now: EpochMs): CauseText | undefined => {
  const found = leadingCause(incident);
  if (found) return { ...causeText(found, words, now), ...othersOf(incident, found, words) };
  const status = incident.tunnels.find(isDown)?.statusMessage.trim() ?? '';
  if (incident.phase === 'closed' && status === '') return undefined;
  const text = causeText({ name: 'unknown', at: now, evidence: status }, words, now);
  const sentence = incident.explanation?.unknown?.sentence ?? text.sentence;
  return { ...text, sentence: withoutToday(sentence, now) };
};

/** What the logs of the other fallen tunnels have said: each may have a cause of its own. */
const othersOf = (incident: Incident, leading: Cause, words: MessageCatalogue): Pick<CauseText, 'others'> => {
  const others = otherCauses(incident, leading);
  const alike = others.filter(({ name }) => name === leading.name).map(({ outsideIp }) => outsideIp);
  const lines = [
    ...(alike.length > 0 ? [words.incident.alike(alike.join(', '))] : []),
    ...differing(others, leading).flatMap(({ explained }) => explained?.sentence ?? []),
  ];
  return lines.length > 0 ? { others: lines } : {};
};

const differing = (others: readonly Cause[], leading: Cause): readonly Cause[] =>
  others.filter(
    ({ name }, index) =>
      name !== leading.name && others.findIndex((another) => another.name === name) === index,
  );

const otherCauses = (incident: Incident, leading: Cause): readonly Cause[] =>
  incident.tunnels.filter(isDown).flatMap((record) => {
    const cause = logCauseOf(incident, record);
    return cause && cause.outsideIp !== leading.outsideIp ? [cause] : [];
  });

/** What the causes ask a person to do, the one that explains most first; where the logs name none, what the diagnosis says. */
export const causeTodo = (incident: Incident, words: MessageCatalogue): readonly string[] => {
  const cause = leadingCause(incident);
  const explained = cause ? [cause, ...differing(otherCauses(incident, cause), cause)] : [];
  const todo = explained.flatMap((each) => each.explained?.todo ?? []);
  if (todo.length > 0) return todo;
  if (cause && isTraffic(cause))
    return isSeen(cause.name, words) ? words.incident.cause[cause.name].todo : [];
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
    const evidence = withoutToday(cause.evidence, now) || undefined;
    return { sentence: cause.explained?.sentence ?? cause.name, evidence };
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
