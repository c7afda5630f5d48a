import { selfAlarmPrefix } from './alarm-name.ts';

/**
 * Every alarm about Tunnelkeeper itself, by its article in `docs/runbook.md`, and how bad it is: critical where an outage may
 * go unreported.
 */
export const selfAlarmSeverity = {
  'no-sweep': 'critical',
  'overdue-announcements': 'critical',
  'refused-slack-messages': 'critical',
  'undelivered-slack-messages': 'critical',
  'undelivered-announcements': 'critical',
  'undelivered-events': 'critical',
  'failed-events': 'critical',
  'waiting-slack-messages': 'critical',
  'function-errors': 'warning',
  'unforwarded-events': 'warning',
  'failing-restarts': 'warning',
  'failed-restarts': 'warning',
  'waiting-restarts': 'warning',
  'failed-diagnoses': 'warning',
  'waiting-diagnoses': 'warning',
} as const satisfies Readonly<Record<string, 'critical' | 'warning'>>;

export type SelfAlarmArticle = keyof typeof selfAlarmSeverity;

/** The gravest first. */
export const selfAlarmArticles = Object.keys(selfAlarmSeverity) as readonly SelfAlarmArticle[];

/** Ends the name of an alarm that rings for each further message of a dead-letter queue, or that Slack refuses. */
export const againPart = 'again';

export const selfAlarmName = (article: SelfAlarmArticle, part?: string): string =>
  `${selfAlarmPrefix}${part === undefined ? article : `${article}/${part}`}`;

/** Undefined for a name that is none of ours, or of a version with other alarms. */
export const parseSelfAlarmName = (
  name: string,
): { readonly article: SelfAlarmArticle; readonly part: string | undefined } | undefined => {
  if (!name.startsWith(selfAlarmPrefix)) return undefined;
  const [first = '', part] = name.slice(selfAlarmPrefix.length).split('/');
  const article = selfAlarmArticles.find((known) => known === first);
  return article && { article, part };
};
