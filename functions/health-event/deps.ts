import { regionFinderOf } from '../../shared/aws/ec2/region-finder.ts';
import { createLookDeps } from '../../shared/aws/look-deps.ts';
import { createLook } from '../../shared/intake/look.ts';
import { createLog } from '../../shared/runtime/log.ts';
import type { Measured } from '../../shared/runtime/own-metrics.ts';
import type { Env } from './env.ts';
import type { HealthEventDeps } from './handler.ts';

export const createDeps = (env: Env): HealthEventDeps & Measured => {
  const lookDeps = createLookDeps(env, createLog(), Date.now);
  return { ...lookDeps, look: createLook(lookDeps), regions: env.REGIONS, regionFinder: regionFinderOf(env) };
};
