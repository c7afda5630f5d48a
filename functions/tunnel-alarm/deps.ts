import { cloudWatchClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createTunnelAlarms } from '../../shared/aws/cloudwatch/tunnel-alarms.ts';
import { createLookDeps } from '../../shared/aws/look-deps.ts';
import { createLook } from '../../shared/intake/look.ts';
import { createLog } from '../../shared/runtime/log.ts';
import type { Env } from './env.ts';
import type { TunnelAlarmDeps } from './handler.ts';

export const createDeps = (env: Env): TunnelAlarmDeps => {
  const log = createLog();
  return {
    look: createLook(createLookDeps(env, log, Date.now)),
    alarms: createTunnelAlarms(cloudWatchClients(), { log }),
    regions: env.REGIONS,
    log,
    now: Date.now,
  };
};
