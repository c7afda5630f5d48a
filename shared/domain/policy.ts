import { daysMs, hoursMs, minutesMs } from './time.ts';

/** Every number and switch that steers a decision. Durations are milliseconds. */
export interface Policy {
  readonly incident: IncidentPolicy;
  readonly restart: RestartPolicy;
  readonly storm: StormPolicy;
  readonly notices: NoticePolicy;
  readonly review: ReviewPolicy;
}

export interface IncidentPolicy {
  /** How long a connection must be less than healthy before an incident opens. */
  readonly confirmOutageAfterMs: number;
  readonly confirmDegradedAfterMs: number;
  /** How long every used tunnel must be up before an incident closes. */
  readonly stableForMs: number;
  /** This many falls within the window make an incident `flapping`. */
  readonly flappingFalls: number;
  readonly flappingWindowMs: number;
  readonly remindOutageEveryMs: number;
  readonly remindDegradedEveryMs: number;
}

export interface RestartPolicy {
  /** `tagged`: only connections with the tag `tunnelkeeper:restart=on`. */
  readonly mode: 'on' | 'tagged' | 'off';
  /** `initiate`: afterwards AWS negotiates by itself. `keep`: options stay as they are. */
  readonly method: 'initiate' | 'keep';
  readonly minimumDownMs: number;
  /** No restart for this long after somebody else has changed the connection. */
  readonly changeSettlingMs: number;
  readonly peerSettlingMs: number;
  readonly endpointReplacementMs: number;
  /** Pause after an attempt on a tunnel; doubles with each further attempt of the incident. */
  readonly cooldownMs: number;
  /** Pause after AWS answered that the connection is busy. */
  readonly busyRetryMs: number;
  /** On one tunnel, within an incident and within a day. */
  readonly maximumAttempts: number;
  readonly verifyWithinMs: number;
  /** For so long a tunnel is left to AWS or to a gateway that is likely to bring it back. */
  readonly selfRecoveryMs: number;
  readonly accountLimit: number;
  readonly accountLimitWindowMs: number;
  readonly gatewayWideConnections: number;
  readonly gatewayWideWindowMs: number;
}

export interface StormPolicy {
  /** More incidents than this opening within the window are gathered into one message. */
  readonly incidents: number;
  readonly windowMs: number;
  /** So long after the last one, incidents are told one by one again. */
  readonly calmAfterMs: number;
}

export interface NoticePolicy {
  /** `actionable` keeps quiet notices (severity info) to the log. */
  readonly tell: 'all' | 'actionable';
  /** A notice that says the same about the same connections is not repeated for this long. */
  readonly repeatAfterMs: number;
  /** A replacement notice within this time of our own restart is its echo. */
  readonly restartEchoMs: number;
}

export interface ReviewPolicy {
  /** Whether tunnels that are up are checked for traffic that goes out and never comes back. */
  readonly oneWayTraffic: boolean;
  /** How long after a digest of the set-up the next one is told. 0: nothing about the set-up is told. */
  readonly digestEveryMs: number;
}

export const defaultPolicy: Policy = {
  incident: {
    confirmOutageAfterMs: 0,
    confirmDegradedAfterMs: minutesMs(2),
    stableForMs: minutesMs(3),
    flappingFalls: 3,
    flappingWindowMs: hoursMs(1),
    remindOutageEveryMs: hoursMs(4),
    remindDegradedEveryMs: hoursMs(24),
  },
  restart: {
    mode: 'on',
    method: 'initiate',
    minimumDownMs: minutesMs(3),
    changeSettlingMs: minutesMs(15),
    peerSettlingMs: minutesMs(10),
    endpointReplacementMs: minutesMs(15),
    cooldownMs: minutesMs(30),
    busyRetryMs: minutesMs(5),
    maximumAttempts: 3,
    verifyWithinMs: minutesMs(15),
    selfRecoveryMs: minutesMs(15),
    accountLimit: 10,
    accountLimitWindowMs: hoursMs(1),
    gatewayWideConnections: 3,
    gatewayWideWindowMs: minutesMs(10),
  },
  storm: { incidents: 5, windowMs: minutesMs(2), calmAfterMs: minutesMs(10) },
  notices: { tell: 'all', repeatAfterMs: daysMs(30), restartEchoMs: hoursMs(1) },
  review: { oneWayTraffic: true, digestEveryMs: daysMs(7) },
};
