import type { Severity } from './health.ts';
import type { HealthTopic } from './signal.ts';
import type { EpochMs } from './time.ts';

/** Something to tell people that is no incident. */
export interface Notice {
  /** Made of what it says and about which connections: a repetition has the same id. */
  readonly noticeId: string;
  readonly region: string;
  readonly version: number;
  readonly kind: NoticeKind;
  readonly severity: Severity;
  readonly createdAt: EpochMs;
  /** The row may be forgotten after this. */
  readonly expiresAt: EpochMs;
  readonly connections: readonly NoticeConnection[];
  /** The Health events that it comes from, each by its own key. */
  readonly eventKeys: readonly string[];
  readonly event: NoticeEvent | undefined;
  /** Why it is told the way it is, e.g. `foreign-account`. */
  readonly reason: string | undefined;
  readonly revision: number;
  readonly announcedRevision: number;
}

export type NoticeKind =
  | 'endpoint-replaced'
  | 'missing-redundancy'
  | 'redundancy-restored'
  | 'health-event'
  | 'foreign-account'
  | 'unreadable-event'
  | 'own-alarm';

export interface NoticeConnection {
  readonly connectionId: string;
  readonly name: string | undefined;
  readonly unusedTunnels: readonly string[];
}

/** AWS's own words. Untrusted text. */
export interface NoticeEvent {
  readonly code: string;
  readonly topic: HealthTopic;
  readonly category: string;
  readonly account: string;
  readonly description: string;
  readonly startedAt: EpochMs | undefined;
  readonly arn: string;
}
