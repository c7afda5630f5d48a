import { reachWords } from '#words/reach';
import { cloudWatchClients } from '../../shared/aws/cloudwatch/clients.ts';
import { createOwnAlarms } from '../../shared/aws/cloudwatch/own-alarms.ts';
import { createTunnelAlarms } from '../../shared/aws/cloudwatch/tunnel-alarms.ts';
import { regionFinderOf } from '../../shared/aws/ec2/region-finder.ts';
import { createLookDeps } from '../../shared/aws/look-deps.ts';
import { secretsManagerClient } from '../../shared/aws/secrets-manager/client.ts';
import { createSecret } from '../../shared/aws/secrets-manager/secret.ts';
import { createLook } from '../../shared/intake/look.ts';
import { createLog } from '../../shared/runtime/log.ts';
import type { Measured } from '../../shared/runtime/own-metrics.ts';
import type { Env } from './env.ts';
import type { SetupDeps } from './handler.ts';

export const createDeps = (env: Env): SetupDeps & Measured => {
  const log = createLog();
  const cloudWatch = cloudWatchClients();
  const lookDeps = createLookDeps(env, log, Date.now);
  return {
    ...lookDeps,
    look: createLook(lookDeps),
    reachWords,
    alarms: createTunnelAlarms(cloudWatch, { log }),
    ownAlarms: createOwnAlarms(cloudWatch),
    regions: env.REGIONS,
    regionFinder: regionFinderOf(env),
    secret: createSecret(secretsManagerClient(env.AWS_REGION), { secretName: env.SLACK_SECRET_NAME }),
    secretName: env.SLACK_SECRET_NAME,
    hubRegion: env.AWS_REGION,
    tableName: env.TABLE_NAME,
    channel: env.SLACK_CHANNEL,
    slackOnly: env.SLACK_ONLY !== undefined,
    fetch,
    sleep: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
  };
};
