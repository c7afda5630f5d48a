import type { Incident } from '../incident.ts';
import { type Recurrence, recurrenceOf } from '../recurrence.ts';
import type { EpochMs } from '../time.ts';
import type { MessageCatalogue } from './catalogue.ts';

export const recurrenceSentence = ({ count, spanMs, everyMs }: Recurrence, words: MessageCatalogue): string =>
  words.incident.recurrence({ count, duration: words.duration(spanMs), everyMs });

/** How often the connection drops, once that has been told; empty where there is nothing to say. */
export const recurrenceLine = (incident: Incident, words: MessageCatalogue, now: EpochMs): string => {
  const { drops = [], recurrenceToldAt, closedAt } = incident;
  const recurrence = recurrenceToldAt === undefined ? undefined : recurrenceOf(drops, closedAt ?? now);
  return recurrence ? recurrenceSentence(recurrence, words) : '';
};
