import type { Severity } from './health.ts';
import type { HealthTopic } from './signal.ts';
import type { EpochMs } from './time.ts';

/** Something to tell people that is no incident. */
export interface Notice {
  /** Made of the event that it comes from: copies, pages and replays of one event have the same id. */
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
  /** Why it is told the way it is. */
  readonly reason: NoticeReason | undefined;
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
  | 'own-alarm'
  | 'one-way-traffic'
  | 'nothing-sent-back'
  | 'posture';

/**
 * `connection-gone`: AWS knows none of the connections that it names. `settled`: AWS calls all of them resolved. `no-detail` and `says-nothing` are said of
 * unreadable events, `other-tunnel-receives` of one-way traffic.
 */
export type NoticeReason =
  | 'foreign-account'
  | 'region-not-watched'
  | 'connection-gone'
  | 'action-required'
  | 'settled'
  | 'no-detail'
  | 'says-nothing'
  | 'other-tunnel-receives';

export interface NoticeConnection {
  readonly connectionId: string;
  readonly name: string | undefined;
  readonly unusedTunnels: readonly string[];
  /** Outside IPs that AWS sends through and receives nothing from. */
  readonly oneWayTunnels?: readonly string[];
  /** AWS does not know it (any more). */
  readonly gone?: true;
  /** Where its owner wants to hear of it (tag `tunnelkeeper:channel`). */
  readonly channel?: string;
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
  /** What it names beside connections; absent: nothing. */
  readonly otherEntities?: readonly string[];
}
