import { secondsMs } from '../../shared/domain/time.ts';
import { onLeft, type ReachDeps } from '../../shared/intake/region-reach.ts';
import type { Look } from '../../shared/intake/report.ts';
import type { Sleep } from '../../shared/ports/shell.ts';
import { reasonOf } from './outcome.ts';
import { type RemoveDeps, removeAlarms } from './remove-alarms.ts';

export interface LeaveDeps extends RemoveDeps, ReachDeps {
  readonly look: Look;
  readonly sleep: Sleep;
}

export interface LeavingRegions {
  /** Named no longer. */
  readonly left: readonly string[];
  /** Those of them that are not found, either. */
  readonly unwatched: readonly string[];
}

/** By then every sweep that began before the change is over. */
const sweepOverMs = secondsMs(60);

/**
 * Takes back what is known of regions that are not watched any more: alarms, and incidents, which nobody would ever see the
 * end of. What a sweep that was under way has made meanwhile is taken back after `meanwhile`.
 */
export const leaveRegions = async (
  deps: LeaveDeps,
  regions: LeavingRegions,
  endAt: number,
  warnings: string[],
  meanwhile: () => Promise<void>,
): Promise<void> => {
  if (regions.left.length === 0) return meanwhile();
  const startedAt = deps.now();
  await leave(deps, regions);
  await meanwhile();
  const waitMs = Math.min(startedAt + sweepOverMs, endAt - sweepOverMs) - deps.now();
  if (waitMs > 0) await deps.sleep(waitMs);
  warnings.push(...(await leave(deps, regions)));
};

const leave = async (deps: LeaveDeps, { left, unwatched }: LeavingRegions): Promise<readonly string[]> => {
  const [alarms, ...incidents] = await Promise.all([
    removeAlarms(deps, left),
    ...unwatched.map((region) => closeIncidents(deps, region)),
  ]);
  return [...alarms, ...incidents.flat()];
};

const closeIncidents = async (deps: LeaveDeps, region: string): Promise<readonly string[]> => {
  try {
    const { reach } = await deps.look({
      region,
      connectionIds: 'all',
      signals: [{ kind: 'tick' }],
      leaving: true,
    });
    await onLeft(deps, region, reach);
    return [];
  } catch (error) {
    deps.log.warn('incidents of a region left not closed', { region, error });
    return [`Incidents of ${region}, which is not watched any more, are still open: ${reasonOf(error)}.`];
  }
};
