export interface AlarmEntry {
  /** Heading of the article in `docs/runbook.md`, and the last part of the alarm's name. */
  readonly article: string;
  readonly severity: 'critical' | 'warning';
  /** What has happened, in one sentence. */
  readonly meaning: string;
}

/** Names of alarms about Tunnelkeeper itself begin with this; those about tunnels are made by the sweep function. */
export const selfAlarmPrefix = 'tunnelkeeper/self/';

/** Every alarm about Tunnelkeeper itself. */
export const alarmRegistry = {
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
} as const satisfies Readonly<Record<string, AlarmEntry>>;

export type AlarmKey = keyof typeof alarmRegistry;

/** `failedEvents` as the id of a construct or an output. */
export const pascalCase = (key: string): string => key.replace(/^./, (first) => first.toUpperCase());
