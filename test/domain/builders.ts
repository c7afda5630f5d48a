import type { ConnectionChange } from '../../shared/domain/change.ts';
import type { Connection, CustomerGateway, Tunnel, TunnelOptions } from '../../shared/domain/connection.ts';
import { type Decision, decide } from '../../shared/domain/decide.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import type { Observation } from '../../shared/domain/observation.ts';
import { defaultPolicy, type Policy } from '../../shared/domain/policy.ts';
import type { Signal } from '../../shared/domain/signal.ts';
import { type EpochMs, minutesMs } from '../../shared/domain/time.ts';

/** 2026-03-01T03:00:00Z */
export const start: EpochMs = 1_772_334_000_000;

export const at = (minutes: number): EpochMs => start + minutesMs(minutes);

export const firstIp = '203.0.113.1';
export const secondIp = '203.0.113.2';

export const options: TunnelOptions = {
  startupAction: 'start',
  dpdTimeoutSeconds: 40,
  dpdTimeoutAction: 'clear',
  ikeVersions: ['ikev2'],
  phase1: { encryption: ['AES256'], integrity: ['SHA2-256'], dhGroups: [14] },
  phase2: { encryption: ['AES256'], integrity: ['SHA2-256'], dhGroups: [14] },
  lifecycleControl: false,
  activityLog: undefined,
  bgpLog: undefined,
};

export const tunnel = (outsideIp: string, change: Partial<Tunnel> = {}): Tunnel => ({
  outsideIp,
  ipsec: 'up',
  bgpSession: 'none',
  acceptedRouteCount: 0,
  lastStatusChangeAt: at(-10_000),
  statusMessage: '',
  options,
  ...change,
});

export const up = (outsideIp: string, sinceMinutes = -10_000): Tunnel =>
  tunnel(outsideIp, { lastStatusChangeAt: at(sinceMinutes) });

export const down = (outsideIp: string, sinceMinutes = 0): Tunnel =>
  tunnel(outsideIp, { ipsec: 'down', lastStatusChangeAt: at(sinceMinutes) });

export const connection = (change: Partial<Connection> = {}): Connection => ({
  region: 'eu-west-1',
  connectionId: 'vpn-0a1b2c3d4e5f60718',
  name: 'hq-to-aws',
  state: 'available',
  customerGatewayId: 'cgw-0a1b2c3d4e5f60718',
  target: { kind: 'transit-gateway', id: 'tgw-0a1b2c3d4e5f60718' },
  routing: 'static',
  accelerated: false,
  preSharedKeys: 'with-connection',
  tunnels: [up(firstIp), up(secondIp)],
  tags: {},
  ...change,
});

export const gateway: CustomerGateway = {
  customerGatewayId: 'cgw-0a1b2c3d4e5f60718',
  name: 'hq-router',
  deviceName: undefined,
  ipAddress: '198.51.100.7',
  asn: '65010',
  certificateArn: undefined,
};

export const observation = (change: Partial<Observation> = {}): Observation => ({
  connection: connection(),
  unusedTunnels: new Set(),
  customerGateway: gateway,
  gatewayFalls: [],
  changes: [],
  recentRestarts: [],
  ...change,
});

export const see = (tunnels: readonly Tunnel[], change: Partial<Connection> = {}): Observation =>
  observation({ connection: connection({ tunnels, ...change }) });

/** A call that somebody has made to change the connection. */
export const changedAt = (minute: number, change: Partial<ConnectionChange> = {}): ConnectionChange => ({
  changeId: `event-at-${minute}`,
  connectionId: connection().connectionId,
  operation: 'ModifyVpnTunnelOptions',
  outsideIp: firstIp,
  by: { kind: 'role', name: 'network-admin' },
  at: at(minute),
  ...change,
});

/** One look at a given minute. */
export interface Look {
  readonly minute: number;
  readonly observation: Observation;
  readonly signals?: readonly Signal[];
}

/** Looks one after another, each on what the one before has saved. Returns every decision. */
export const follow = (
  looks: readonly Look[],
  before?: Incident,
  policy: Policy = defaultPolicy,
): readonly Decision[] => {
  let stored = before;
  return looks.map((look) => {
    const decision = decide(
      look.observation,
      stored,
      look.signals ?? [{ kind: 'tick' }],
      policy,
      at(look.minute),
    );
    stored = decision.incident;
    return decision;
  });
};

export const lastIncident = (decisions: readonly Decision[]): Incident => {
  const incident = decisions.at(-1)?.incident;
  if (!incident) throw new Error('The last decision holds no incident.');
  return incident;
};

/** The kinds of what has happened, in their order. */
export const kinds = (incident: Incident): readonly string[] => incident.course.map((entry) => entry.kind);

/** A look each minute from `from` to `to`, always at the same thing. */
export const everyMinute = (from: number, to: number, seen: Observation): readonly Look[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ minute: from + index, observation: seen }));

export const alarm = (state: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA'): Signal => ({
  kind: 'alarm',
  connectionId: connection().connectionId,
  outsideIp: firstIp,
  state,
  at: start,
});

export const replaced = (minute: number, eventKey = 'event-1'): Signal => ({
  kind: 'health',
  connectionId: connection().connectionId,
  topic: 'endpoint-replaced',
  at: at(minute),
  eventKey,
});
