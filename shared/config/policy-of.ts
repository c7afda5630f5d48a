import { defaultPolicy, type IncidentPolicy, type Policy, type RestartPolicy } from '../domain/policy.ts';
import { hoursMs, minutesMs, secondsMs } from '../domain/time.ts';
import type { Config } from './config-schema.ts';

/** The policy that the functions decide by: the configuration with its friendly units turned into milliseconds. */
export const policyOf = (config: Omit<Config, 'regions'>): Policy => ({
  incident: incidentPolicy(config.incident),
  restart: restartPolicy(config.restart),
  storm: {
    incidents: config.storm.incidents,
    windowMs: minutesMs(config.storm.withinMinutes),
    calmAfterMs: minutesMs(config.storm.calmAfterMinutes),
  },
  notices: { ...defaultPolicy.notices, tell: config.notices },
  review: {
    oneWayTraffic: config.oneWayTraffic === 'on',
    digestEveryMs: config.posture === 'off' ? 0 : defaultPolicy.review.digestEveryMs,
  },
});

const incidentPolicy = (incident: Config['incident']): IncidentPolicy => ({
  confirmOutageAfterMs: secondsMs(incident.confirmOutageAfterSeconds),
  confirmDegradedAfterMs: secondsMs(incident.confirmDegradedAfterSeconds),
  stableForMs: minutesMs(incident.stableForMinutes),
  flappingFalls: incident.flappingFalls,
  flappingWindowMs: minutesMs(incident.flappingWindowMinutes),
  remindOutageEveryMs: hoursMs(incident.remindOutageEveryHours),
  remindDegradedEveryMs: hoursMs(incident.remindDegradedEveryHours),
});

const restartPolicy = (restart: Config['restart']): RestartPolicy => ({
  mode: restart.mode,
  method: restart.method,
  minimumDownMs: minutesMs(restart.minimumDownMinutes),
  changeSettlingMs: minutesMs(restart.changeSettlingMinutes),
  peerSettlingMs: minutesMs(restart.peerSettlingMinutes),
  endpointReplacementMs: minutesMs(restart.endpointReplacementMinutes),
  cooldownMs: minutesMs(restart.cooldownMinutes),
  busyRetryMs: minutesMs(restart.busyRetryMinutes),
  maximumAttempts: restart.maximumAttempts,
  verifyWithinMs: minutesMs(restart.verifyWithinMinutes),
  selfRecoveryMs: minutesMs(restart.selfRecoveryMinutes),
  accountLimit: restart.accountLimit,
  accountLimitWindowMs: minutesMs(restart.accountLimitWindowMinutes),
  gatewayWideConnections: restart.gatewayWideConnections,
  gatewayWideWindowMs: minutesMs(restart.gatewayWideWindowMinutes),
});
