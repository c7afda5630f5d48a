import type { ConnectionChange } from '../domain/change.ts';
import type { RegionTraffic } from '../domain/data-path/traffic.ts';
import type { Incident } from '../domain/incident.ts';
import type { Notice } from '../domain/notice.ts';
import type { RegionReach } from '../domain/reach/reach.ts';
import type { FoundRegions } from '../domain/regions/found-regions.ts';
import type { RegionStorms } from '../domain/storm/storm.ts';
import type { EpochMs } from '../domain/time.ts';
import type { TunnelUsage } from '../domain/usage.ts';

/** `conflict`: somebody else saved first; read again and decide again. */
export type SaveResult = 'saved' | 'conflict';

/** Everything that is remembered about a region, from one query. */
export interface RegionRecords {
  /** The current or last incident of each connection that has one in memory. */
  readonly incidents: readonly Incident[];
  readonly notices: readonly Notice[];
  readonly usage: readonly UsageShard[];
  /** What others have changed in the last hours. */
  readonly changes: readonly ConnectionChange[];
  /** Absent: there has been none lately. */
  readonly storms: RegionStorms | undefined;
  /** Absent: the region could be looked at all the time. */
  readonly reach: RegionReach | undefined;
  /** In the hub only: the regions that the account has beside those that the configuration names. */
  readonly found?: FoundRegions | undefined;
  /** Absent: traffic has never been seen to stop there. */
  readonly traffic?: RegionTraffic | undefined;
}

/** One row of tunnel usage. `shard` is the last hex digit of the connection ids in it. */
export interface UsageShard extends TunnelUsage {
  readonly shard: string;
  readonly version: number;
}

export interface Records {
  /**
   * With a connection, only its incident and its shard of usage need be there: in a storm the whole region is megabytes.
   */
  loadRegion(region: string, connectionId?: string): Promise<RegionRecords>;
  /** Saves if the stored version is `incident.version - 1` (0: no row yet). */
  saveIncident(incident: Incident): Promise<SaveResult>;
  saveNotice(notice: Notice): Promise<SaveResult>;
  saveUsage(region: string, shard: UsageShard): Promise<SaveResult>;
  /** Remembers what somebody has changed, for `changeMemoryMs` from then on; repeating it changes nothing. */
  saveChange(region: string, change: ConnectionChange): Promise<void>;
  /** Saves if the stored version is `storms.version - 1` (0: no row yet). */
  saveStorms(storms: RegionStorms): Promise<SaveResult>;
  /** Saves if the stored version is `reach.version - 1` (0: no row yet). */
  saveReach(reach: RegionReach): Promise<SaveResult>;
  /** Saves if the stored version is `found.version - 1` (0: no row yet). */
  saveFound(found: FoundRegions): Promise<SaveResult>;
  /** Saves if the stored version is `traffic.version - 1` (0: no row yet). */
  saveTraffic(traffic: RegionTraffic): Promise<SaveResult>;
  /** Keeps a closed incident for the history; repeating it changes nothing. */
  archive(incident: Incident): Promise<void>;
}

/** Restart calls of the whole account, so that a limit holds over all regions. */
export interface RestartLedger {
  /**
   * Takes a place among at most `limit` calls since `since`, atomically. The same `attemptId` takes one place only.
   */
  reserve(
    attempt: { readonly attemptId: string; readonly at: EpochMs },
    limit: number,
    since: EpochMs,
  ): Promise<'reserved' | 'exhausted'>;
}

/** What has been delivered to Slack about one subject (an incident or a notice). */
export interface SlackDelivery {
  readonly subjectId: string;
  readonly version: number;
  readonly channel: string | undefined;
  /** Slack's id of the parent message. */
  readonly ts: string | undefined;
  readonly revision: number;
  /** The message in whose thread it stands; absent: it is a message of its own. */
  readonly threadTs?: string | undefined;
  /** The last thread entry posted. */
  readonly seq: number;
  /** The last thread entry that the message itself rang for, as it was there when it was posted. */
  readonly rungSeq?: number | undefined;
  /** How grave the message says that it is, as far as that is known. */
  readonly severity?: string | undefined;
  /** The message has taken the place of one that said it was as grave. */
  readonly replaced?: boolean | undefined;
  /** The message says that it is over: if its subject begins anew, that gets a message of its own. */
  readonly over?: boolean | undefined;
  /** Somebody is delivering until then. */
  readonly leaseUntil: EpochMs;
  /** Something that is or was being sent, of which nobody knows whether Slack has taken it. */
  readonly uncertain?: UncertainSend | undefined;
  /** The latest revision that has been tried and waits in the queue: what is older need not be told before it. */
  readonly awaitedRevision?: number | undefined;
  /** The queue's message with that revision, and when it was tried last. */
  readonly awaitedBy?: { readonly messageId: string; readonly at: EpochMs } | undefined;
  /** The latest revision that Slack has refused, wherever it was to go: it waits until Slack takes it. */
  readonly refusedRevision?: number | undefined;
  /** The channel that it was meant for and that has refused it, with Slack's word: the configured channel has it instead. */
  readonly refused?: { readonly channel: string; readonly error: string } | undefined;
  /** When it is to be told next, as the channel takes no more before; of a channel itself: the last turn that it has given, or until when Slack wants it left alone. */
  readonly turnAt?: EpochMs | undefined;
  /** What became of the chart. Absent: not yet tried, or to be tried once more. */
  readonly chart?: 'shown' | 'given-up' | undefined;
}

export interface UncertainSend {
  readonly step: 'post' | 'reply';
  readonly channel: string;
  readonly threadTs?: string | undefined;
  readonly at: EpochMs;
}

export interface SlackDeliveries {
  load(subjectId: string): Promise<SlackDelivery | undefined>;
  /** Saves if the stored version is `delivery.version - 1` (0: no row yet). */
  save(delivery: SlackDelivery): Promise<SaveResult>;
}
