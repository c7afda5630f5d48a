import { daysMs, type EpochMs } from '../time.ts';
import type { RegionStorms, Storm } from './storm.ts';

/** A storm that is over is kept this long, for what is late. */
const keepClosedMs = daysMs(1);

/** Infinity: not before it is over and has been told. */
export const forgottenAt = ({ closedAt, revision, announcedRevision }: Storm): EpochMs =>
  closedAt === undefined || revision > announcedRevision ? Number.POSITIVE_INFINITY : closedAt + keepClosedMs;

/** When the whole record holds nothing any more; undefined: not before it is saved anew. */
export const expiryOf = ({ storms }: RegionStorms): EpochMs | undefined => {
  const at = Math.max(...storms.map(forgottenAt));
  return Number.isFinite(at) ? at : undefined;
};
