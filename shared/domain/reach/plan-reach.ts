import type { EpochMs } from '../time.ts';
import type { BlindReason } from './blind-reason.ts';
import { failuresUntilTold, type RegionReach } from './reach.ts';

/** What came of a look at a region. */
export type Sight =
  /** `isLeft`: by nobody any more, because the region is not watched. */
  | { readonly region: string; readonly seen: true; readonly isLeft?: true }
  | { readonly region: string; readonly seen: false; readonly reason: BlindReason; readonly code: string };

/** Why the record of a region changes, or does not: the word that the log carries. */
export type ReachPlan =
  | { readonly reason: 'always-seen' | 'still-blind' }
  | {
      readonly reason:
        | 'counted'
        | 'recovered-unnoticed'
        | 'told-blind'
        | 'reminder'
        | 'told-back'
        | 'told-left';
      readonly reach: RegionReach;
    };

/**
 * What is remembered and told of a region after a look at it: three looks in vain in a row are told, then again every so
 * often, and that it is back, or is not watched any more. Of a region that is well nothing is written.
 */
export const planReach = (
  previous: RegionReach | undefined,
  sight: Sight,
  remindEveryMs: number,
  now: EpochMs,
): ReachPlan => {
  const blind = previous !== undefined && previous.backAt === undefined ? previous : undefined;
  if (sight.seen) return blind ? back(blind, sight.isLeft, now) : { reason: 'always-seen' };
  const { reason, code } = sight;
  if (!blind) return { reason: 'counted', reach: firstFailure(previous, sight, now) };
  const reach = { ...blind, version: blind.version + 1, reason, code };
  if (blind.revision > 0) {
    return now - blind.revisedAt >= remindEveryMs
      ? { reason: 'reminder', reach: revised(reach, now) }
      : { reason: 'still-blind' };
  }
  const counted = { ...reach, failures: blind.failures + 1 };
  return counted.failures >= failuresUntilTold
    ? { reason: 'told-blind', reach: revised(counted, now) }
    : { reason: 'counted', reach: counted };
};

const back = (blind: RegionReach, isLeft: true | undefined, now: EpochMs): ReachPlan => {
  const reach = { ...blind, version: blind.version + 1, backAt: now, isLeft };
  return blind.revision === 0
    ? { reason: 'recovered-unnoticed', reach }
    : { reason: isLeft ? 'told-left' : 'told-back', reach: revised(reach, now) };
};

const firstFailure = (
  previous: RegionReach | undefined,
  { region, reason, code }: Extract<Sight, { readonly seen: false }>,
  now: EpochMs,
): RegionReach => ({
  region,
  version: (previous?.version ?? 0) + 1,
  failures: 1,
  since: now,
  reason,
  code,
  backAt: undefined,
  revision: 0,
  announcedRevision: 0,
  revisedAt: now,
});

const revised = (reach: RegionReach, now: EpochMs): RegionReach => ({
  ...reach,
  revision: reach.revision + 1,
  revisedAt: now,
});
