import type { CustomerGateway } from '../connection.ts';
import type { Health } from '../health.ts';
import type { Cause } from '../incident.ts';
import type { WithholdReason } from '../restart/withhold-reason.ts';
import type { EpochMs } from '../time.ts';

/**
 * Many incidents that opened within minutes, told in one message. The incidents stay what they are: each that the storm
 * has gathered carries its id (`Incident.gatheredIn`), and is told in the thread of its message.
 */
export interface Storm {
  /** `storm/<region>/<opened in epoch ms>/<first connection>`: one Slack message per id. */
  readonly stormId: string;
  readonly region: string;
  /** Where its message stands; undefined: the configured channel. Only incidents of the same channel are gathered. */
  readonly channel: string | undefined;
  /** The device that all of them share; undefined: they share no more than the region. */
  readonly customerGatewayId: string | undefined;
  /** As it was described last. */
  readonly customerGateway: CustomerGateway | undefined;
  /** An incident that opened earlier is none of it. */
  readonly from: EpochMs;
  readonly openedAt: EpochMs;
  /** An incident that opens later is told by itself again. Moves on with each that is gathered. */
  readonly gathersUntil: EpochMs;
  readonly closedAt: EpochMs | undefined;
  /** What its message shows. */
  readonly picture: StormPicture;
  /** What people were last told aloud. */
  readonly told: StormTold;
  readonly course: readonly StormEntry[];
  /** Grows when there is something to tell or to redraw; `announcedRevision` follows once it has been published. */
  readonly revision: number;
  readonly announcedRevision: number;
  /** The last course entry that has been published. */
  readonly announcedSeq: number;
}

/** The storms of a region: one record, so that no incident can come into two of them at once. */
export interface RegionStorms {
  readonly region: string;
  /** Grows by one with every save; saves are conditional on it. */
  readonly version: number;
  readonly storms: readonly Storm[];
}

/** The incidents of a storm at one moment. */
export interface StormPicture {
  readonly counts: StormCounts;
  readonly firstOpenedAt: EpochMs;
  readonly lastOpenedAt: EpochMs;
  /** The gravest that are open, at most `mostMembersShown`. */
  readonly gravest: readonly StormMember[];
  /** What most of those that are open, or were open last, have for a cause. */
  readonly cause: StormCause | undefined;
  /** Why restarts are withheld, and for how many connections, the most frequent first. */
  readonly withheld: readonly StormWithheld[];
  /** Our restarts of the connections in it, as far as they are remembered. */
  readonly restarts: StormRestarts;
}

/** Connections. `total` is all that were ever in it; what is in none of the other counts has recovered. */
export interface StormCounts {
  readonly total: number;
  readonly outage: number;
  readonly degraded: number;
  /** Not reported by AWS. Absent: none. */
  readonly unknown?: number;
  /** Up again, but not yet for long enough. */
  readonly settling: number;
}

export interface StormMember {
  readonly connectionId: string;
  readonly name: string | undefined;
  readonly health: Health;
  readonly healthSince: EpochMs;
}

export interface StormCause {
  readonly cause: Cause;
  readonly count: number;
}

export interface StormWithheld {
  readonly reason: WithholdReason;
  readonly count: number;
}

export interface StormRestarts {
  readonly pending: number;
  readonly recovered: number;
  readonly failed: number;
}

export interface StormTold {
  readonly total: number;
  readonly outage: number;
  readonly at: EpochMs;
}

export interface StormEntry {
  readonly seq: number;
  readonly at: EpochMs;
  readonly kind: StormKind;
  readonly counts: StormCounts;
}

/**
 * `grew`: twice as many connections as told before. `worsened`: so many more without any tunnel. `calm`: from here on
 * incidents are told by themselves again. `closed`: nothing in it is open any more.
 */
export type StormKind = 'opened' | 'grew' | 'worsened' | 'calm' | 'reminder' | 'closed';

export const isGathering = (storm: Storm, at: EpochMs): boolean =>
  storm.closedAt === undefined && at < storm.gathersUntil;
