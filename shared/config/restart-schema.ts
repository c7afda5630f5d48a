import { defaultPolicy } from '../domain/policy.ts';
import { minutesMs } from '../domain/time.ts';
import { oneOf, section, wholeNumber } from './fields.ts';

const defaults = defaultPolicy.restart;

const minutes = (from: number, to: number, defaultMs: number, describe: string) =>
  wholeNumber({ from, to, unit: 'minutes', default: defaultMs / minutesMs(1), describe });

export const restartSchema = section(
  {
    mode: oneOf(
      ['on', 'tagged', 'off'],
      'Which connections may be restarted: all, those with the tag tunnelkeeper:restart=on, or none.',
    ).default(defaults.mode),
    method: oneOf(
      ['initiate', 'keep'],
      'initiate: AWS negotiates by itself from then on. keep: tunnel options stay as they are.',
    ).default(defaults.method),
    minimumDownMinutes: minutes(1, 60, defaults.minimumDownMs, 'A tunnel down for less is left alone.'),
    changeSettlingMinutes: minutes(
      5,
      120,
      defaults.changeSettlingMs,
      'No restart for this long after somebody else has changed the connection.',
    ),
    peerSettlingMinutes: minutes(
      5,
      120,
      defaults.peerSettlingMs,
      'No restart for this long after the other tunnel came up or was restarted.',
    ),
    endpointReplacementMinutes: minutes(
      5,
      120,
      defaults.endpointReplacementMs,
      'No restart for this long after AWS replaced an endpoint of the connection.',
    ),
    cooldownMinutes: minutes(
      10,
      1_440,
      defaults.cooldownMs,
      'Pause after an attempt on a tunnel; doubles with each further attempt of the incident or the day.',
    ),
    busyRetryMinutes: minutes(
      1,
      60,
      defaults.busyRetryMs,
      'Pause after AWS answered that the connection is busy.',
    ),
    verifyWithinMinutes: minutes(
      5,
      60,
      defaults.verifyWithinMs,
      'A tunnel that is not up this long after its restart counts as not recovered.',
    ),
    selfRecoveryMinutes: minutes(
      5,
      120,
      defaults.selfRecoveryMs,
      'No restart for this long after a tunnel went down that AWS or the gateway is likely to bring back.',
    ),
    maximumAttempts: wholeNumber({
      from: 0,
      to: 10,
      default: defaults.maximumAttempts,
      describe: 'Attempts on a tunnel within one incident, and within a day.',
    }),
    accountLimit: wholeNumber({
      from: 0,
      to: 100,
      default: defaults.accountLimit,
      describe: 'Restarts in the whole account within accountLimitWindowMinutes.',
    }),
    accountLimitWindowMinutes: minutes(
      60,
      1_440,
      defaults.accountLimitWindowMs,
      'The time over which restarts of the account are counted.',
    ),
    gatewayWideConnections: wholeNumber({
      from: 2,
      to: 100,
      default: defaults.gatewayWideConnections,
      describe:
        'This many connections of one customer gateway falling together mean: the device or its line.',
    }),
    gatewayWideWindowMinutes: minutes(
      1,
      60,
      defaults.gatewayWideWindowMs,
      'The time over which connections of one customer gateway count as falling together.',
    ),
  },
  'Whether, how and how often a tunnel may be restarted.',
);
