export interface AlarmEntry {
  /** Heading of the article in `docs/runbook.md`, and the first part of the alarm's name after the prefix. */
  readonly article: string;
  readonly severity: 'critical' | 'warning';
  /** What has happened, in one sentence. */
  readonly meaning: string;
}

type AlarmEntries = Readonly<Record<string, AlarmEntry>>;

/** One alarm for each dead-letter queue of the hub. */
export const deadLetterAlarms = {
  undeliveredEvents: {
    article: 'undelivered-events',
    severity: 'critical',
    meaning: 'EventBridge could not hand an event or a schedule to its function.',
  },
  failedEvents: {
    article: 'failed-events',
    severity: 'critical',
    meaning: 'A function failed on an event, and on its retries as well.',
  },
  failedRestarts: {
    article: 'failed-restarts',
    severity: 'warning',
    meaning: 'A request to restart a tunnel could not be worked on.',
  },
  failedDiagnoses: {
    article: 'failed-diagnoses',
    severity: 'warning',
    meaning: 'Why a connection is down could not be found out; that it is down has been told.',
  },
  undeliveredAnnouncements: {
    article: 'undelivered-announcements',
    severity: 'critical',
    meaning: 'SNS could not deliver an announcement to a subscriber.',
  },
  undeliveredSlackMessages: {
    article: 'undelivered-slack-messages',
    severity: 'critical',
    meaning: 'A message could not be delivered to Slack and nobody has read it there.',
  },
} as const satisfies AlarmEntries;

/** One alarm for the dead-letter queue of each other region, and one of the hub for all of them. */
export const spokeAlarms = {
  unforwardedEvents: {
    article: 'unforwarded-events',
    severity: 'warning',
    meaning: 'EventBridge could not forward an event of another region to the hub.',
  },
} as const satisfies AlarmEntries;

/** One alarm for each queue that a function works on. */
export const waitingAlarms = {
  waitingSlackMessages: {
    article: 'waiting-slack-messages',
    severity: 'critical',
    meaning: 'A message for Slack has been waiting for a quarter of an hour.',
  },
  waitingRestarts: {
    article: 'waiting-restarts',
    severity: 'warning',
    meaning: 'A request to restart a tunnel has been waiting for ten minutes.',
  },
  waitingDiagnoses: {
    article: 'waiting-diagnoses',
    severity: 'warning',
    meaning: 'A request to find out why a connection is down has been waiting for ten minutes.',
  },
} as const satisfies AlarmEntries;

/** One alarm for each function; its name ends with the function's. */
export const functionAlarms = {
  functionErrors: {
    article: 'function-errors',
    severity: 'warning',
    meaning: 'A function fails again and again.',
  },
  throttledFunctions: {
    article: 'throttled-functions',
    severity: 'warning',
    meaning: 'Lambda refuses to run a function for want of concurrency.',
  },
} as const satisfies AlarmEntries;

/** Alarms on what the functions measure. */
export const measureAlarms = {
  noSweep: {
    article: 'no-sweep',
    severity: 'critical',
    meaning: 'No sweep has been completed for five minutes: nothing is watched.',
  },
  overdueAnnouncements: {
    article: 'overdue-announcements',
    severity: 'critical',
    meaning: 'News of an incident has been waiting for more than five minutes to be told.',
  },
  failingRestarts: {
    article: 'failing-restarts',
    severity: 'warning',
    meaning: 'A restart has not brought its tunnel back, or AWS refused it.',
  },
} as const satisfies AlarmEntries;

/** Every alarm about Tunnelkeeper itself. */
export const alarmRegistry = {
  ...deadLetterAlarms,
  ...spokeAlarms,
  ...waitingAlarms,
  ...functionAlarms,
  ...measureAlarms,
} as const satisfies AlarmEntries;

/** `failedEvents` as the id of a construct or an output. */
export const pascalCase = (key: string): string => key.replace(/^./, (first) => first.toUpperCase());
