import type { ChangeFact } from '../incident.ts';
import type { EpochMs } from '../time.ts';
import type { MessageCatalogue } from './catalogue.ts';
import { clockTime } from './clock-time.ts';

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
