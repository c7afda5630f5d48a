/** Where Tunnelkeeper's own metrics stand in CloudWatch. */
export const metricNamespace = 'Tunnelkeeper';

/** Names of all metrics that functions write and that alarms and the dashboard read. */
export const MetricName = {
  /** Connections that a sweep has looked at. Its absence means that nothing is watched. */
  sweptConnections: 'SweptConnections',
  /** Incidents that a sweep has found open. */
  openIncidents: 'OpenIncidents',
  /** Incidents whose news has been saved for minutes and not been told. */
  overdueAnnouncements: 'OverdueAnnouncements',
  /** Raised alarms on Tunnelkeeper itself in other regions than the hub. */
  raisedSpokeAlarms: 'RaisedSpokeAlarms',
  /** From the change that AWS dates to the incident that people are told of. */
  timeToDetect: 'TimeToDetect',
  /** From the first sight of an incident to its end. */
  timeToRecover: 'TimeToRecover',
  /** By outcome. */
  restarts: 'Restarts',
  /** Attempts to deliver to Slack, by outcome; 0 refused where Slack takes what it has refused before. */
  deliveries: 'Deliveries',
} as const;

export type MetricName = (typeof MetricName)[keyof typeof MetricName];

/** What becomes of a restart. */
export const restartOutcomes = ['started', 'uncertain', 'busy', 'rejected', 'recovered', 'failed'] as const;

export type RestartOutcome = (typeof restartOutcomes)[number];

/** What becomes of an attempt to deliver to Slack. What is refused for the first time counts as `newly-refused` besides. */
export const deliveryOutcomes = [
  'delivered',
  'skipped',
  'retry',
  'refused',
  'newly-refused',
  'unsendable',
] as const;

export type DeliveryResult = (typeof deliveryOutcomes)[number];

/** Dimensions: `service` is on every metric, `outcome` on those that are counted by it. */
export const MetricDimension = { service: 'service', outcome: 'outcome' } as const;

export const metricService = 'tunnelkeeper';

/** One value of one metric. */
export type Measurement =
  | {
      readonly name: 'SweptConnections' | 'OpenIncidents' | 'OverdueAnnouncements' | 'RaisedSpokeAlarms';
      readonly count: number;
    }
  | { readonly name: 'TimeToDetect' | 'TimeToRecover'; readonly durationMs: number }
  | { readonly name: 'Restarts'; readonly outcome: RestartOutcome }
  | {
      readonly name: 'Deliveries';
      readonly outcome: DeliveryResult;
      /** @default 1 */
      readonly count?: 0;
    };
