import { SweepTask } from '../../shared/contracts/schedule.ts';
import { announceNotices } from '../../shared/intake/announce-notices.ts';
import { inParallel } from '../../shared/intake/in-parallel.ts';
import { RegionUnread } from '../../shared/intake/list-connections.ts';
import type { Look, LookReport } from '../../shared/intake/report.ts';
import type { Heartbeat } from '../../shared/ports/outbound.ts';
import { onSeen, onUnread, type ReachDeps } from './reach.ts';
import { remindOfSelfAlarms, type SelfAlarmDeps } from './self-alarms.ts';
import { type SpokeDeps, watchSpokes } from './spokes.ts';
import { keepAlarms, type UpkeepDeps } from './upkeep.ts';

export interface SweepDeps extends UpkeepDeps, ReachDeps, SpokeDeps, SelfAlarmDeps {
  readonly look: Look;
  /** Absent: nobody outside AWS listens. */
  readonly heartbeat?: Heartbeat | undefined;
  readonly regions: readonly string[];
}

/** What the sweep needs of the Lambda context. */
export interface SweepContext {
  getRemainingTimeInMillis(): number;
}

/** Looks at every connection of every region side by side, or keeps the alarms in step, as the schedule asks. */
export const createSweepHandler =
  (deps: SweepDeps) =>
  async (input: unknown, context: SweepContext): Promise<void> => {
    const endAt = deps.now() + context.getRemainingTimeInMillis();
    const { regions } = deps;
    if (taskOf(input) === SweepTask.look) {
      await inParallel(regions, regions.length, (region) => sweepRegion(deps, region));
      await deps.heartbeat?.beat();
      return;
    }
    await Promise.all([watchSpokes(deps), remindOfSelfAlarms(deps)]);
    await inParallel(regions, regions.length, (region) => keepAlarms(deps, region, endAt));
  };

/** Anything but the request for alarm upkeep is a request to look: looking never does harm. */
const taskOf = (input: unknown): string =>
  typeof input === 'object' && input !== null && 'task' in input && input.task === SweepTask.alarms
    ? SweepTask.alarms
    : SweepTask.look;

/** A region that cannot be looked at is told of as such, and is no failure of the sweep. */
const sweepRegion = async (deps: SweepDeps, region: string): Promise<void> => {
  const report = await lookAt(deps, region);
  if (report instanceof RegionUnread) return onUnread(deps, report);
  await announceNotices(deps, report.notices);
  await onSeen(deps, region, report.reach);
};

const lookAt = async (deps: SweepDeps, region: string): Promise<LookReport | RegionUnread> => {
  try {
    return await deps.look({ region, connectionIds: 'all', signals: [{ kind: 'tick' }] });
  } catch (error) {
    if (error instanceof RegionUnread) return error;
    throw error;
  }
};
