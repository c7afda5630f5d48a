import { SweepTask } from '../../shared/contracts/schedule.ts';
import type { FoundRegion } from '../../shared/domain/regions/found-regions.ts';
import { announceNotices } from '../../shared/intake/announce-notices.ts';
import { inParallel } from '../../shared/intake/in-parallel.ts';
import { RegionUnread } from '../../shared/intake/list-connections.ts';
import { onSeen, onUnread, type ReachDeps } from '../../shared/intake/region-reach.ts';
import type { Look, LookReport } from '../../shared/intake/report.ts';
import type { Heartbeat } from '../../shared/ports/outbound.ts';
import {
  type FoundDeps,
  type FoundMemory,
  freshFound,
  lookAtFound,
  newRound,
  noteFound,
  recallFound,
} from './found.ts';
import { remindOfSelfAlarms, type SelfAlarmDeps } from './self-alarms.ts';
import { type SpokeDeps, watchSpokes } from './spokes.ts';
import { keepAlarms, type UpkeepDeps } from './upkeep.ts';

export interface SweepDeps extends UpkeepDeps, ReachDeps, SpokeDeps, SelfAlarmDeps, FoundDeps {
  readonly look: Look;
  /** Absent: nobody outside AWS listens. */
  readonly heartbeat?: Heartbeat | undefined;
}

/** What the sweep needs of the Lambda context. */
export interface SweepContext {
  getRemainingTimeInMillis(): number;
}

/** Looks at every connection of every region side by side, or keeps the alarms in step, as the schedule asks. */
export const createSweepHandler = (deps: SweepDeps) => {
  const memory: FoundMemory = { lookedAt: new Map() };
  return async (input: unknown, context: SweepContext): Promise<void> => {
    const endAt = deps.now() + context.getRemainingTimeInMillis();
    const { regions } = deps;
    if (taskOf(input) === SweepTask.look) {
      await sweepAll(deps, memory);
      await deps.heartbeat?.beat();
      return;
    }
    await Promise.all([watchSpokes(deps), remindOfSelfAlarms(deps)]);
    await inParallel(regions, regions.length, (region) => keepAlarms(deps, region, endAt));
  };
};

/** First what is known, then what has been hinted at meanwhile: the look at the hub brings that to light. */
const sweepAll = async (deps: SweepDeps, memory: FoundMemory): Promise<void> => {
  const { regions } = deps;
  const round = newRound();
  const lookOnce = () => lookAtFound(deps, memory, round, (region, holds) => sweepFound(deps, region, holds));
  await recallFound(deps, memory);
  const known = await Promise.allSettled([
    lookOnce(),
    inParallel(regions, regions.length, (region) => sweepNamed(deps, memory, region)),
  ]);
  const hinted = await Promise.allSettled([lookOnce()]);
  const noted = await Promise.allSettled([noteFound(deps, memory, round)]);
  for (const result of [...known, ...hinted, ...noted]) {
    if (result.status === 'rejected') throw result.reason;
  }
};

/** Anything but the request for alarm upkeep is a request to look: looking never does harm. */
const taskOf = (input: unknown): string =>
  typeof input === 'object' && input !== null && 'task' in input && input.task === SweepTask.alarms
    ? SweepTask.alarms
    : SweepTask.look;

const sweepNamed = async (deps: SweepDeps, memory: FoundMemory, region: string): Promise<void> => {
  const report = await sweepRegion(deps, region);
  if (report instanceof RegionUnread) await onUnread(deps, report);
  if (region !== deps.regions[0]) return;
  // Without the hub's look its rows are asked for what has been hinted at.
  memory.found =
    report instanceof RegionUnread ? await freshFound(deps, memory) : (report.found ?? memory.found);
};

/** One in which connections have been seen is told of like one that is named. */
const sweepFound = async (
  deps: SweepDeps,
  region: string,
  holds: FoundRegion['holds'],
): Promise<LookReport | RegionUnread> => {
  const report = await sweepRegion(deps, region);
  if (report instanceof RegionUnread && holds === 'connections') await onUnread(deps, report);
  return report;
};

/** A region that cannot be looked at is told of as such, and is no failure of the sweep. */
const sweepRegion = async (deps: SweepDeps, region: string): Promise<LookReport | RegionUnread> => {
  const report = await lookAt(deps, region);
  if (report instanceof RegionUnread) return report;
  await announceNotices(deps, report.notices);
  await onSeen(deps, region, report.reach);
  return report;
};

const lookAt = async (deps: SweepDeps, region: string): Promise<LookReport | RegionUnread> => {
  try {
    return await deps.look({ region, connectionIds: 'all', signals: [{ kind: 'tick' }] });
  } catch (error) {
    if (error instanceof RegionUnread) return error;
    throw error;
  }
};
