import { ReviewTask } from '../../shared/contracts/schedule.ts';
import { type PostureDeps, reviewPosture } from './posture.ts';
import { reviewTraffic, type TrafficDeps } from './traffic.ts';

export type ReviewDeps = TrafficDeps & PostureDeps;

/** Looks at what is up: whether its traffic flows both ways, or what is wrong with its set-up, as the schedule asks. */
export const createReviewHandler =
  (deps: ReviewDeps) =>
  async (input: unknown): Promise<void> => {
    const task = taskOf(input);
    if (task === ReviewTask.traffic) return reviewTraffic(deps);
    if (task === ReviewTask.posture) return reviewPosture(deps);
    deps.log.warn('nothing reviewed: unknown task');
  };

const taskOf = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'task' in input ? input.task : undefined;
