import type { HealthTopic } from '../signal.ts';
import type { EpochMs } from '../time.ts';

/** What an AWS Health event about Site-to-Site VPN says, whatever form it came in. Every text is AWS's and untrusted. */
export interface VpnHealthEvent {
  /** The same for copies, pages, replays and re-deliveries of one event. */
  readonly eventKey: string;
  /** The region that is affected, not the one that the event was delivered to. */
  readonly region: string | undefined;
  /** The account that is affected, not the one that the event was sent to. */
  readonly account: string | undefined;
  /** `AWS_VPN_REDUNDANCY_LOSS`; empty where the event has none. */
  readonly code: string;
  readonly topic: HealthTopic;
  /** As AWS writes it, or empty: `issue`, `accountNotification`, `scheduledChange`, … */
  readonly category: string;
  /** `open`, `closed`, `upcoming`, or empty. */
  readonly statusCode: string;
  /** `ACTION_REQUIRED`, `ACTION_MAY_BE_REQUIRED`, `INFORMATIONAL`, or empty. */
  readonly actionability: string;
  readonly arn: string;
  readonly description: string;
  readonly startedAt: EpochMs | undefined;
  readonly connectionIds: readonly string[];
  /** Those of the connections that need nobody any more: AWS calls them RESOLVED, or UNIMPAIRED. */
  readonly settledIds: readonly string[];
  /** Whatever else it names, and has not settled: gateways, attachments, accounts. */
  readonly otherEntities: readonly string[];
}

/** An event that came from AWS Health but says nothing that can be understood. */
export interface UnreadableHealthEvent {
  readonly reason: UnreadableReason;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** The best text there is. */
  readonly text: string;
}

export type UnreadableReason = 'no-detail' | 'says-nothing';
