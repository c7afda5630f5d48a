import type { SelfAlarmArticle } from '../../shared/contracts/self-alarm.ts';

type AlarmArticles = Readonly<Record<string, SelfAlarmArticle>>;

/** One alarm for each dead-letter queue of the hub, and a second one for those that services and functions send to themselves. */
export const deadLetterAlarms = {
  undeliveredEvents: 'undelivered-events',
  failedEvents: 'failed-events',
  failedRestarts: 'failed-restarts',
  failedDiagnoses: 'failed-diagnoses',
  undeliveredAnnouncements: 'undelivered-announcements',
  undeliveredSlackMessages: 'undelivered-slack-messages',
} as const satisfies AlarmArticles;

/** One alarm for the dead-letter queue of each other region, and one of the hub for all of them. */
export const spokeAlarms = { unforwardedEvents: 'unforwarded-events' } as const satisfies AlarmArticles;

/** One alarm for each queue that a function works on. */
export const waitingAlarms = {
  waitingSlackMessages: 'waiting-slack-messages',
  waitingRestarts: 'waiting-restarts',
  waitingDiagnoses: 'waiting-diagnoses',
} as const satisfies AlarmArticles;

/** One alarm for each function; its name ends with the function's. */
export const functionAlarms = { functionErrors: 'function-errors' } as const satisfies AlarmArticles;

/** Alarms on what the functions measure. */
export const measureAlarms = {
  noSweep: 'no-sweep',
  overdueAnnouncements: 'overdue-announcements',
  refusedSlackMessages: 'refused-slack-messages',
  failingRestarts: 'failing-restarts',
} as const satisfies AlarmArticles;

/** `failedEvents` as the id of a construct or an output. */
export const pascalCase = (key: string): string => key.replace(/^./, (first) => first.toUpperCase());
