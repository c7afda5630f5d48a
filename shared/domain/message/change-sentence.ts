import type { ChangeFact, Incident } from '../incident.ts';
import type { EpochMs } from '../time.ts';
import type { MessageCatalogue } from './catalogue.ts';
import { clockTime } from './clock-time.ts';
import { leadingCause } from './leading-cause.ts';
import type { Fact } from './message.ts';

/** Who has changed what, and when. */
export const changeSentence = (
  { operation, by, leadMs }: ChangeFact,
  at: EpochMs,
  words: MessageCatalogue,
  now: EpochMs,
): string =>
  words.incident.changed({
    operation,
    by: by.kind,
    name: by.name,
    at: clockTime(at, now),
    lead: leadMs === undefined ? '' : words.duration(leadMs),
  });

/** The last call of somebody else's, where the cause does not tell of it already. */
export const changeFacts = (incident: Incident, words: MessageCatalogue, now: EpochMs): readonly Fact[] => {
  const changes = [
    ...incident.causes.flatMap(({ change, at }) => (change ? [{ ...change, at }] : [])),
    ...incident.course.flatMap(({ change }) => change ?? []),
  ];
  const last = changes.toSorted((one, other) => other.at - one.at)[0];
  if (!last || leadingCause(incident)?.change?.changeId === last.changeId) return [];
  return [{ label: words.connection.label.lastChange, value: changeSentence(last, last.at, words, now) }];
};
