/**
 * `passed`: as it should be. `failed`: Tunnelkeeper cannot do its work there, or a connection is down. `skipped`: it could
 * not be looked at, or it is something that one may well do without.
 */
export type Status = 'passed' | 'failed' | 'skipped';

/** Every check, in the order in which people read them. */
export const checkNames = [
  'credentials',
  'configuration',
  'support-plan',
  'slack-secret',
  'slack-token',
  'slack-scopes',
  'slack-channel',
  'region',
  'deployment',
  'connections',
  'tags',
  'alarms',
  'metrics',
  'logging',
  'trail',
] as const;

export type CheckName = (typeof checkNames)[number];

/** What a finding is about, where it is not about the whole account. */
export interface About {
  readonly region?: string;
  readonly connectionId?: string;
}

/** What a check has found. Plain text, without any secret. */
export interface Finding extends About {
  readonly check: CheckName;
  readonly status: Status;
  readonly says: string;
  /** What to do about it; commands stand alone. */
  readonly todo: readonly string[];
}

/** A finding as a check words it; whoever runs the check knows its name and its region. */
export type Verdict = Omit<Finding, 'check' | 'region'>;

type Whose = Pick<About, 'connectionId'>;

export const passed = (says: string, whose: Whose = {}): Verdict => ({
  status: 'passed',
  says,
  todo: [],
  ...whose,
});

export const failed = (says: string, todo: readonly string[], whose: Whose = {}): Verdict => ({
  status: 'failed',
  says,
  todo,
  ...whose,
});

export const skipped = (says: string, todo: readonly string[] = [], whose: Whose = {}): Verdict => ({
  status: 'skipped',
  says,
  todo,
  ...whose,
});
