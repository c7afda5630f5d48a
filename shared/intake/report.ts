import type { Connection } from '../domain/connection.ts';
import type { DecisionReason } from '../domain/decide.ts';
import type { Health } from '../domain/health.ts';
import type { Incident } from '../domain/incident.ts';
import type { Notice } from '../domain/notice.ts';
import type { RegionReach } from '../domain/reach/reach.ts';
import type { FoundRegions } from '../domain/regions/found-regions.ts';
import type { Signal } from '../domain/signal.ts';
import type { EpochMs } from '../domain/time.ts';

/** Where to look, and what made us look. */
export interface LookRequest {
  readonly region: string;
  readonly connectionIds: readonly string[] | 'all';
  readonly signals: readonly Signal[];
  /** The region is not watched any more: nothing is asked of AWS there, and what is open is closed. */
  readonly leaving?: boolean;
}

/** What was found, decided, saved and announced. */
export interface LookReport {
  readonly connections: readonly ConnectionReport[];
  /** The notices of the region that are in memory. */
  readonly notices: readonly Notice[];
  /** What is in memory of looks at the region in vain. */
  readonly reach: RegionReach | undefined;
  /** In the hub only: the regions that were found beside those that the configuration names. */
  readonly found?: FoundRegions | undefined;
  /** After a look at the whole region: whether nothing is there, and nothing is left to be told. */
  readonly isEmpty?: boolean | undefined;
}

export interface ConnectionReport {
  readonly connectionId: string;
  /** Absent: AWS does not know it (any more). */
  readonly connection: Connection | undefined;
  readonly health: Health;
  /** Why it was decided as it was. */
  readonly reason: DecisionReason;
  /** Outside IPs with evidence that they have never been up. */
  readonly unusedTunnels: readonly string[];
  /** The incident as it stands now, open, suspected or remembered. */
  readonly incident: Incident | undefined;
  /** Our own latest restart of one of its tunnels, if any is remembered. */
  readonly lastRestartAt: EpochMs | undefined;
}

/** Observe, decide, save, announce: the one thing that every intake function does with its signals. */
export type Look = (request: LookRequest) => Promise<LookReport>;
