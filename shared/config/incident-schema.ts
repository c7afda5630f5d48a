import { defaultPolicy } from '../domain/policy.ts';
import { hoursMs, minutesMs, secondsMs } from '../domain/time.ts';
import { section, wholeNumber } from './fields.ts';

const defaults = defaultPolicy.incident;

export const incidentSchema = section(
  {
    confirmOutageAfterSeconds: wholeNumber({
      from: 0,
      to: 900,
      unit: 'seconds',
      default: defaults.confirmOutageAfterMs / secondsMs(1),
      describe: 'How long all tunnels must be down before an incident opens.',
    }),
    confirmDegradedAfterSeconds: wholeNumber({
      from: 0,
      to: 3_600,
      unit: 'seconds',
      default: defaults.confirmDegradedAfterMs / secondsMs(1),
      describe: 'How long one tunnel of two must be down before an incident opens.',
    }),
    stableForMinutes: wholeNumber({
      from: 1,
      to: 60,
      unit: 'minutes',
      default: defaults.stableForMs / minutesMs(1),
      describe: 'How long every used tunnel must be up before an incident closes.',
    }),
    flappingFalls: wholeNumber({
      from: 2,
      to: 20,
      default: defaults.flappingFalls,
      describe: 'This many falls within flappingWindowMinutes make an incident "flapping".',
    }),
    flappingWindowMinutes: wholeNumber({
      from: 10,
      to: 1_440,
      unit: 'minutes',
      default: defaults.flappingWindowMs / minutesMs(1),
      describe: 'The time over which falls are counted.',
    }),
    remindOutageEveryHours: wholeNumber({
      from: 1,
      to: 168,
      unit: 'hours',
      default: defaults.remindOutageEveryMs / hoursMs(1),
      describe: 'How often an open outage is told again.',
    }),
    remindDegradedEveryHours: wholeNumber({
      from: 1,
      to: 168,
      unit: 'hours',
      default: defaults.remindDegradedEveryMs / hoursMs(1),
      describe: 'How often an open incident with one tunnel up is told again.',
    }),
  },
  'When an incident opens, is told again, and closes.',
);
