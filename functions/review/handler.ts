import { ReviewTask } from '../../shared/contracts/schedule.ts';
import { regionsInUse } from '../../shared/domain/regions/found-regions.ts';
import { othersOf } from '../../shared/domain/regions/others.ts';
import { type PostureDeps, reviewPosture } from './posture.ts';
import { reviewTraffic, type TrafficDeps } from './traffic.ts';

export type ReviewDeps = TrafficDeps &
  PostureDeps & {
    /** Whether regions are watched that the configuration does not name. */
    readonly othersWatched?: boolean | undefined;
  };

/** Looks at what is up: whether its traffic flows both ways, or what is wrong with its set-up, as the schedule asks. */
export const createReviewHandler =
  (deps: ReviewDeps) =>
  async (input: unknown): Promise<void> => {
    const task = taskOf(input);
    if (task === ReviewTask.traffic) return reviewTraffic(await withFound(deps));
    if (task === ReviewTask.posture) return reviewPosture(await withFound(deps));
    deps.log.warn('nothing reviewed: unknown task');
  };

/** Of the regions that nobody has named only those with connections are worth a look. */
const withFound = async (deps: ReviewDeps): Promise<ReviewDeps> => {
  if (!deps.othersWatched) return deps;
  const [hub = ''] = deps.regions;
  const { found } = await deps.records.loadRegion(hub);
  const inUse = regionsInUse(found).filter((region) => !deps.regions.includes(region));
  return { ...deps, regions: [...deps.regions, ...inUse], others: othersOf(found) };
};

const taskOf = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'task' in input ? input.task : undefined;
