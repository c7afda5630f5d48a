import { reachWords } from '#words/reach';
import { cloudWatchClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createOwnAlarms } from '../../shared/aws/cloudwatch/own-alarms.ts';
import { createTunnelAlarms } from '../../shared/aws/cloudwatch/tunnel-alarms.ts';
import { regionFinderOf } from '../../shared/aws/ec2/region-finder.ts';
import { createLookDeps } from '../../shared/aws/look-deps.ts';
import { createLook } from '../../shared/intake/look.ts';
import { createHeartbeat } from '../../shared/runtime/heartbeat.ts';
import { createLog } from '../../shared/runtime/log.ts';
import type { Measured } from '../../shared/runtime/own-metrics.ts';
import type { Env } from './env.ts';
import type { SweepDeps } from './handler.ts';

export const createDeps = (env: Env): SweepDeps & Measured => {
  const log = createLog();
  const cloudWatch = cloudWatchClients();
  const lookDeps = createLookDeps(env, log, Date.now);
  return {
    ...lookDeps,
    look: createLook(lookDeps),
    alarms: createTunnelAlarms(cloudWatch, { log }),
    ownAlarms: createOwnAlarms(cloudWatch),
    hubRegion: env.AWS_REGION,
    heartbeat: env.HEARTBEAT_URL === undefined ? undefined : createHeartbeat(env.HEARTBEAT_URL, fetch, log),
    spokes: env.SPOKES,
    reachWords,
    regions: env.REGIONS,
    regionFinder: regionFinderOf(env),
    sleep: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
  };
};
