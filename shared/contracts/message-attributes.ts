/** SNS message attributes that subscribers can filter on. */
export const MessageAttributeName = {
  kind: 'kind',
  severity: 'severity',
  region: 'region',
  connectionId: 'connectionId',
  /** The id of the storm that an incident is gathered in; of all others there is no such attribute. */
  gatheredIn: 'gatheredIn',
} as const;

/** What an inbox wants: everything but silent redraws, the small steps in between, and each incident of a storm. */
export const mailKinds: readonly string[] = [
  'incident.opened',
  'incident.worsened',
  'incident.flapping',
  'incident.cause-found',
  'incident.reminder',
  'incident.restart-failed',
  'incident.restart-rejected',
  'incident.closed',
  'storm.opened',
  'storm.grew',
  'storm.worsened',
  'storm.reminder',
  'storm.closed',
];
