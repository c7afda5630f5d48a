import type { Connection, CustomerGateway } from '../domain/connection.ts';
import { withTraffic } from '../domain/data-path/nothing-back.ts';
import { connectionHealth, tunnelState } from '../domain/health.ts';
import type { Incident } from '../domain/incident.ts';
import { withKnownTunnels } from '../domain/known-tunnels.ts';
import { isDown } from '../domain/lifecycle/tunnels.ts';
import type { Observation } from '../domain/observation.ts';
import type { EpochMs } from '../domain/time.ts';
import { daysMs, minutesMs, secondsMs } from '../domain/time.ts';
import {
  droppedUnseen,
  emptyUsage,
  learnUsage,
  neverRoutedOf,
  type TunnelUsage,
  tunnelsKnown,
  unknownTunnels,
  unusedTunnelsOf,
  usageShardOf,
} from '../domain/usage.ts';
import type { Connections, CustomerGateways, TunnelHistory, TunnelRef } from '../ports/aws.ts';
import type { Records, RegionRecords, UsageShard } from '../ports/records.ts';
import type { Log, Now } from '../ports/shell.ts';
import { readWithin, type StartTimer } from './evidence/reading.ts';
import { listConnections } from './list-connections.ts';

export interface ObserveDeps {
  readonly connections: Connections;
  readonly customerGateways: CustomerGateways;
  readonly history: TunnelHistory;
  readonly records: Pick<Records, 'loadRegion'>;
  readonly startTimer: StartTimer;
  readonly log: Log;
  readonly now: Now;
}

/** What AWS and our records say about a region, or about some of its connections, at one moment. */
export interface RegionView {
  readonly region: string;
  readonly connections: ReadonlyMap<string, Connection>;
  readonly customerGateways: ReadonlyMap<string, CustomerGateway>;
  readonly records: RegionRecords;
  readonly usage: ReadonlyMap<string, UsageShard>;
  readonly isRegionLeft?: boolean;
  /** Tunnels that are down, and of which the metrics have nothing either. */
  readonly unproven: readonly TunnelRef[];
}

/** The metric is asked about this long a time before a tunnel counts as never used. */
const evidenceWindowMs = daysMs(14);

/** Nobody waits for details longer than that, however long an outage may have made AWS's answers. */
const detailDeadlineMs = secondsMs(8);

/**
 * Looks: first the connections and the records side by side, then, only where something is wrong, the metrics of
 * unknown tunnels and the customer gateways. What only adds detail may fail or be late: the look goes on without it. Throws
 * a `RegionUnread` if all connections of a region are asked for in vain.
 */
export const observe = async (
  deps: ObserveDeps,
  region: string,
  connectionIds: readonly string[] | 'all',
): Promise<RegionView> => {
  const [listed, records] = await Promise.all([
    connectionIds === 'all' ? listConnections(deps, region) : deps.connections.find(region, connectionIds),
    deps.records.loadRegion(region),
  ]);
  const stored = new Map(records.usage.map((shard) => [shard.shard, shard]));
  const found = listed.map((connection) => {
    const { connectionId } = connection;
    return withKnownTunnels(connection, tunnelsKnown(usageOf(stored, connectionId), connectionId));
  });
  const [evidence, gateways] = await Promise.all([
    askHistory(deps, region, found, stored, openIn(records)),
    askGateways(deps, region, toDescribe(found, stored, records, connectionIds)),
  ]);
  const incidents = new Map(records.incidents.map((incident) => [incident.connectionId, incident]));
  const now = deps.now();
  return {
    region,
    connections: new Map(
      found.map((connection) => [
        connection.connectionId,
        withTraffic(connection, records.traffic, incidents.get(connection.connectionId), now),
      ]),
    ),
    customerGateways: new Map(gateways.map((gateway) => [gateway.customerGatewayId, gateway])),
    records,
    usage: learnAll(stored, found, evidence),
    unproven: evidence.silent,
  };
};

/** What is known of a region in which nothing is looked at any more. */
export const recall = async (deps: Pick<ObserveDeps, 'records'>, region: string): Promise<RegionView> => {
  const records = await deps.records.loadRegion(region);
  const nothing = { connections: new Map(), customerGateways: new Map(), usage: new Map(), unproven: [] };
  return { region, records, ...nothing, isRegionLeft: true };
};

/** The part of a view that one decision rests on. */
export const observationOf = (
  view: RegionView,
  connectionId: string,
  incidents: ReadonlyMap<string, Incident>,
): Observation => {
  const connection = view.connections.get(connectionId);
  const gatewayId = connection?.customerGatewayId ?? '';
  const usage = usageOf(view.usage, connectionId);
  const storedUsage =
    view.records.usage.find(({ shard }) => shard === usageShardOf(connectionId)) ?? emptyUsage;
  return {
    connection,
    ...(view.isRegionLeft && { isRegionLeft: true }),
    unusedTunnels: unusedTunnelsOf(usage, connectionId),
    neverRouted: connection && neverRoutedOf(usage, connection),
    unproven: connection && unprovenOf(view, connection),
    dropsUnseen: connection && droppedUnseen(storedUsage, connection),
    customerGateway: view.customerGateways.get(gatewayId) ?? 'unknown',
    gatewayFalls: [...incidents.values()].flatMap((incident) => fallsOf(incident, gatewayId, connectionId)),
    changes: view.records.changes.filter((change) => change.connectionId === connectionId),
    recentRestarts: [...incidents.values()].flatMap((incident) =>
      incident.restarts.map((attempt) => attempt.requestedAt),
    ),
  };
};

const unprovenOf = ({ unproven }: RegionView, { connectionId }: Connection): ReadonlySet<string> =>
  new Set(unproven.filter((ref) => ref.connectionId === connectionId).map(({ outsideIp }) => outsideIp));

const usageOf = (usage: ReadonlyMap<string, UsageShard>, connectionId: string): TunnelUsage =>
  usage.get(usageShardOf(connectionId)) ?? emptyUsage;

const fallsOf = (
  incident: Incident,
  gatewayId: string,
  exceptConnectionId: string,
): readonly (readonly EpochMs[])[] => {
  if (incident.customerGatewayId !== gatewayId || incident.connectionId === exceptConnectionId) return [];
  if (incident.phase === 'closed') return [];
  const down = incident.tunnels.filter(isDown).map((tunnel) => tunnel.since);
  return down.length > 0 ? [down] : [];
};

/** Connections of which there may be something to tell: those in trouble, and those that an event about a past incident names. */
const toDescribe = (
  found: readonly Connection[],
  usage: ReadonlyMap<string, UsageShard>,
  records: RegionRecords,
  asked: readonly string[] | 'all',
): readonly Connection[] => {
  const open = new Set(
    records.incidents
      .filter((incident) => incident.phase !== 'closed' || asked !== 'all')
      .map((incident) => incident.connectionId),
  );
  return found.filter((connection) => {
    const unused = unusedTunnelsOf(usageOf(usage, connection.connectionId), connection.connectionId);
    const never = neverRoutedOf(usageOf(usage, connection.connectionId), connection);
    const states = connection.tunnels.map((tunnel) => tunnelState(connection, tunnel, unused, never));
    return open.has(connection.connectionId) || connectionHealth(states) !== 'healthy';
  });
};

interface Evidence {
  readonly up: readonly TunnelRef[];
  readonly neverUp: readonly TunnelRef[];
  /** Neither: there is no data point. */
  readonly silent: readonly TunnelRef[];
}

const nothingAsked: Evidence = { up: [], neverUp: [], silent: [] };

/** A tunnel whose incident is open is asked about once an hour: the answer would only take back what has been told. */
const isDue = (isOpen: boolean, now: EpochMs): boolean =>
  !isOpen || Math.floor(now / minutesMs(1)) % 60 === 0;

const openIn = ({ incidents }: RegionRecords): ReadonlySet<string> =>
  new Set(incidents.filter(({ phase }) => phase === 'open').map(({ connectionId }) => connectionId));

const askHistory = async (
  deps: ObserveDeps,
  region: string,
  found: readonly Connection[],
  usage: ReadonlyMap<string, UsageShard>,
  open: ReadonlySet<string>,
): Promise<Evidence> => {
  const asked = found
    .filter((connection) => connection.state !== 'pending' && isLiving(connection))
    .filter(({ connectionId }) => isDue(open.has(connectionId), deps.now()))
    .flatMap((connection) =>
      unknownTunnels(usageOf(usage, connection.connectionId), connection).map((outsideIp) => ({
        connectionId: connection.connectionId,
        outsideIp,
      })),
    );
  if (asked.length === 0) return nothingAsked;
  const reading = await readWithin({ ...deps, deadlineMs: detailDeadlineMs }, () =>
    deps.history.shownSince(region, asked, deps.now() - evidenceWindowMs),
  );
  if ('value' in reading) {
    const shown = new Set([...reading.value.up, ...reading.value.neverUp].map(refKey));
    return { ...reading.value, silent: asked.filter((ref) => !shown.has(refKey(ref))) };
  }
  deps.log.warn('tunnel history unavailable: unknown tunnels count as used', { region, ...reading.unread });
  return nothingAsked;
};

const isLiving = (connection: Connection): boolean =>
  connection.state !== 'deleting' && connection.state !== 'deleted';

const askGateways = async (
  deps: ObserveDeps,
  region: string,
  connections: readonly Connection[],
): Promise<readonly CustomerGateway[]> => {
  const ids = [...new Set(connections.map((connection) => connection.customerGatewayId))].filter(
    (id) => id !== '',
  );
  if (ids.length === 0) return [];
  const reading = await readWithin({ ...deps, deadlineMs: detailDeadlineMs }, () =>
    deps.customerGateways.find(region, ids),
  );
  if ('value' in reading) return reading.value;
  deps.log.warn('customer gateways unavailable', { region, ...reading.unread });
  return [];
};

const learnAll = (
  stored: ReadonlyMap<string, UsageShard>,
  found: readonly Connection[],
  evidence: Evidence,
): ReadonlyMap<string, UsageShard> => {
  const learnt = new Map(stored);
  for (const connection of found) {
    const { connectionId } = connection;
    const shard = usageShardOf(connectionId);
    const before = learnt.get(shard) ?? { ...emptyUsage, shard, version: 0 };
    const ofIt = (refs: readonly TunnelRef[]): readonly string[] =>
      refs.filter((ref) => ref.connectionId === connectionId).map(({ outsideIp }) => outsideIp);
    const after = learnUsage(before, connection, {
      seenUp: ofIt(evidence.up),
      neverUp: ofIt(evidence.neverUp),
    });
    if (after !== before) learnt.set(shard, { ...before, ...after });
  }
  return learnt;
};

const refKey = (ref: TunnelRef): string => `${ref.connectionId}/${ref.outsideIp}`;
