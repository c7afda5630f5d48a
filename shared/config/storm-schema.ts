import { defaultPolicy } from '../domain/policy.ts';
import { minutesMs } from '../domain/time.ts';
import { section, wholeNumber } from './fields.ts';

const defaults = defaultPolicy.storm;

export const stormSchema = section(
  {
    incidents: wholeNumber({
      from: 2,
      to: 1_000,
      default: defaults.incidents,
      describe: 'More incidents than this opening within withinMinutes are gathered into one message.',
    }),
    withinMinutes: wholeNumber({
      from: 1,
      to: 30,
      unit: 'minutes',
      default: defaults.windowMs / minutesMs(1),
      describe: 'The time within which incidents count as opening together.',
    }),
    calmAfterMinutes: wholeNumber({
      from: 2,
      to: 60,
      unit: 'minutes',
      default: defaults.calmAfterMs / minutesMs(1),
      describe: 'When no further incident has opened for so long, incidents are told one by one again.',
    }),
  },
  'When many incidents are told in one message.',
);
