/** SNS message attributes that subscribers can filter on. */
export const MessageAttributeName = {
  kind: 'kind',
  severity: 'severity',
  region: 'region',
  connectionId: 'connectionId',
} as const;

/** What an inbox wants: everything but silent redraws and the small steps in between. */
export const mailKinds: readonly string[] = [
  'incident.opened',
  'incident.worsened',
  'incident.flapping',
  'incident.cause-found',
  'incident.reminder',
  'incident.restart-failed',
  'incident.restart-rejected',
  'incident.closed',
];
