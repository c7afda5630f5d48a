import { daysMs, type EpochMs } from '../time.ts';
import type { BlindReason } from './blind-reason.ts';

/** Whether a region can be looked at. Nothing is remembered of one that always could be. */
export interface RegionReach {
  readonly region: string;
  readonly version: number;
  /** Looks in vain, in a row, up to those after which people are told. */
  readonly failures: number;
  /** The first of them. */
  readonly since: EpochMs;
  readonly reason: BlindReason;
  /** AWS's error code, or empty. */
  readonly code: string;
  /** It can be looked at since then, or need not be. */
  readonly backAt: EpochMs | undefined;
  /** It need not be: it is not watched any more. */
  readonly isLeft?: true | undefined;
  /** Grows with everything that is to be told; 0: nothing yet. */
  readonly revision: number;
  readonly announcedRevision: number;
  /** When `revision` was decided. */
  readonly revisedAt: EpochMs;
}

/** So many looks in vain, one after the other, are no accident any more. */
export const failuresUntilTold = 3;

export const isReachUnannounced = ({ revision, announcedRevision }: RegionReach): boolean =>
  revision > announcedRevision;

export const markReachAnnounced = (reach: RegionReach): RegionReach => ({
  ...reach,
  version: reach.version + 1,
  announcedRevision: reach.revision,
});

/** A region that is back is forgotten after a day, or as soon as nobody had been told of it. */
export const reachExpiry = ({ backAt, revision }: RegionReach): EpochMs | undefined =>
  backAt === undefined ? undefined : backAt + (revision === 0 ? 0 : daysMs(1));
