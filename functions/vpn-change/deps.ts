import { regionFinderOf } from '../../shared/aws/ec2/region-finder.ts';
import { createLookDeps } from '../../shared/aws/look-deps.ts';
import { createLook } from '../../shared/intake/look.ts';
import { createLog } from '../../shared/runtime/log.ts';
import type { Measured } from '../../shared/runtime/own-metrics.ts';
import type { Env } from './env.ts';
import type { VpnChangeDeps } from './handler.ts';

export const createDeps = (env: Env): VpnChangeDeps & Measured => {
  const log = createLog();
  const lookDeps = createLookDeps(env, log, Date.now);
  return {
    look: createLook(lookDeps),
    connections: lookDeps.connections,
    regions: env.REGIONS,
    regionFinder: regionFinderOf(env),
    records: lookDeps.records,
    accountId: env.ACCOUNT_ID,
    ownRoleArn: env.RESTART_ROLE_ARN,
    ownMetrics: lookDeps.ownMetrics,
    log,
    now: Date.now,
  };
};
