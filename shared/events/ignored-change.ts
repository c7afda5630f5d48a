/** Why an event about a change makes nobody look. */
export type IgnoredChangeReason =
  | 'unreadable'
  | 'other-source'
  | 'other-operation'
  | 'other-subject'
  | 'call-failed'
  | 'foreign-account'
  | 'names-no-connection';

export interface IgnoredChange {
  readonly ignored: IgnoredChangeReason;
  /** What it calls itself: the operation or the type of change, cut. */
  readonly what: string;
}
