import { cloudWatchClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createTunnelAlarms } from '../../shared/aws/cloudwatch/tunnel-alarms.ts';
import { regionFinderOf } from '../../shared/aws/ec2/region-finder.ts';
import { createLookDeps } from '../../shared/aws/look-deps.ts';
import { createLook } from '../../shared/intake/look.ts';
import { createLog } from '../../shared/runtime/log.ts';
import type { Measured } from '../../shared/runtime/own-metrics.ts';
import type { Env } from './env.ts';
import type { TunnelAlarmDeps } from './handler.ts';

export const createDeps = (env: Env): TunnelAlarmDeps & Measured => {
  const log = createLog();
  const lookDeps = createLookDeps(env, log, Date.now);
  return {
    look: createLook(lookDeps),
    alarms: createTunnelAlarms(cloudWatchClients(), { log }),
    regions: env.REGIONS,
    regionFinder: regionFinderOf(env),
    records: lookDeps.records,
    log,
    ownMetrics: lookDeps.ownMetrics,
    now: Date.now,
  };
};
