import { SweepTask } from '../../shared/contracts/schedule.ts';
import type { AnnounceDeps } from '../../shared/intake/announce.ts';
import { announceNotices } from '../../shared/intake/announce-notices.ts';
import { inParallel } from '../../shared/intake/in-parallel.ts';
import type { Look } from '../../shared/intake/report.ts';
import { keepAlarms, type UpkeepDeps } from './upkeep.ts';

export interface SweepDeps extends UpkeepDeps, AnnounceDeps {
  readonly look: Look;
  readonly regions: readonly string[];
}

/** What the sweep needs of the Lambda context. */
export interface SweepContext {
  getRemainingTimeInMillis(): number;
}

/** Looks at every connection of every region, or keeps the alarms in step, as the schedule asks. */
export const createSweepHandler =
  (deps: SweepDeps) =>
  async (input: unknown, context: SweepContext): Promise<void> => {
    const endAt = deps.now() + context.getRemainingTimeInMillis();
    const task = taskOf(input);
    await inParallel(deps.regions, deps.regions.length, (region) =>
      task === SweepTask.alarms ? keepAlarms(deps, region, endAt) : sweepRegion(deps, region),
    );
  };

/** Anything but the request for alarm upkeep is a request to look: looking never does harm. */
const taskOf = (input: unknown): string =>
  typeof input === 'object' && input !== null && 'task' in input && input.task === SweepTask.alarms
    ? SweepTask.alarms
    : SweepTask.look;

const sweepRegion = async (deps: SweepDeps, region: string): Promise<void> => {
  const report = await deps.look({ region, connectionIds: 'all', signals: [{ kind: 'tick' }] });
  await announceNotices(deps, report.notices);
};
