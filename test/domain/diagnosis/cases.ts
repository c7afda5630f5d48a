import type { Connection } from '../../../shared/domain/connection.ts';
import type {
  Evidence,
  LogGroupReading,
  LogLine,
  TrafficPoint,
  TunnelTraffic,
} from '../../../shared/domain/diagnosis/evidence.ts';
import type { Explanation } from '../../../shared/domain/diagnosis/explanation.ts';
import type { Cause, Incident } from '../../../shared/domain/incident.ts';
import { minutesMs } from '../../../shared/domain/time.ts';
import {
  at,
  connection,
  down,
  firstIp,
  follow,
  gateway,
  lastIncident,
  observation,
  options,
  secondIp,
  tunnel,
  up,
} from '../builders.ts';

export const explanation = (change: Partial<Explanation> = {}): Explanation => ({
  at: at(1),
  detour: undefined,
  unknown: undefined,
  facts: [],
  findings: [],
  unread: [],
  links: [],
  chart: undefined,
  ...change,
});

/** What the log of the first tunnel has said. */
export const cause = (change: Partial<Cause> = {}): Cause => ({
  name: 'dead-peer',
  at: at(0),
  evidence: '2026-03-01 03:00 UTC AWS tunnel DPD timed out after 3 retransmits',
  outsideIp: firstIp,
  explained: { sentence: 'The customer gateway stopped answering.', todo: ['Check the line.'] },
  ...change,
});

export const logGroup = '/aws/vpn/hq';

export const loggedOptions = {
  ...options,
  activityLog: { logGroupArn: `arn:aws:logs:eu-west-1:111122223333:log-group:${logGroup}:*` },
};

/** The first tunnel down since minute 0, beside one that has long been up; both write a log. */
export const halfDown = connection({
  tunnels: [
    { ...down(firstIp), options: loggedOptions },
    { ...up(secondIp), options: loggedOptions },
  ],
});

/** Both tunnels down since minute 0. */
export const allDown = connection({
  tunnels: [
    { ...down(firstIp), options: loggedOptions },
    { ...down(secondIp), options: loggedOptions },
  ],
});

/** The incident of a connection that has been seen for three minutes. */
export const incidentOf = (seen: Connection): Incident =>
  lastIncident(
    follow([0, 1, 2, 3].map((minute) => ({ minute, observation: observation({ connection: seen }) }))),
  );

export const evidence = (change: Partial<Evidence> = {}): Evidence => ({
  at: at(4),
  connection: halfDown,
  unusedTunnels: new Set(),
  customerGateway: { value: gateway },
  logs: [],
  traffic: { value: [] },
  healthEvents: { value: [] },
  attachment: { value: undefined },
  maintenance: { value: [] },
  related: { value: [] },
  ...change,
});

export const unread = { unread: { why: 'denied', code: 'AccessDeniedException' } } as const;

export const logLine = (details: string, minute = 0, outsideIp = firstIp): LogLine => ({
  streamName: `${connection().connectionId}-${outsideIp}`,
  at: at(minute),
  message: JSON.stringify({
    event_timestamp: at(minute) / 1_000,
    details,
    ike_phase1_state: 'down',
    ike_phase2_state: 'down',
  }),
});

export const logs = (...lines: readonly LogLine[]): readonly LogGroupReading[] => [
  { logGroup, lines: { value: lines } },
];

export const deadPeer = logs(logLine('AWS tunnel DPD timed out after 3 retransmits'));

/** Bytes each minute in each direction, from one minute to before another one. */
export const points = (from: number, to: number, bytes: number): readonly TrafficPoint[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => ({
    at: at(from) + minutesMs(index),
    state: 1,
    inBytes: bytes,
    outBytes: bytes,
  }));

export const traffic = (
  outsideIp: string,
  ...parts: readonly (readonly TrafficPoint[])[]
): TunnelTraffic => ({
  outsideIp,
  dimensions: { VpnId: connection().connectionId, TunnelIpAddress: outsideIp },
  points: parts.flat(),
});

/** Another connection with one tunnel, up or down. */
export const other = (number: number, state: 'up' | 'down', change: Partial<Connection> = {}): Connection =>
  connection({
    connectionId: `vpn-${String(number).padStart(17, '0')}`,
    name: `other-${number}`,
    tunnels: [tunnel(`192.0.2.${number}`, { ipsec: state })],
    ...change,
  });
