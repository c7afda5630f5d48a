import type { Connection } from '../connection.ts';
import type { Health, TunnelState } from '../health.ts';
import type { Incident, TunnelRecord } from '../incident.ts';
import { channelOf } from '../message/channel.ts';
import { type EpochMs, hoursMs } from '../time.ts';
import { compareTunnels, isDown, lastKnownOf, stateHeld } from './tunnels.ts';
import { untoldBefore } from './untold.ts';

/** Restarts are remembered this long: longer than any guard looks back. */
const restartMemoryMs = hoursMs(24);

/** First sight of a connection that is less than healthy. What guards need of the incident before is carried over. */
export const suspectIncident = (
  connection: Connection,
  unusedTunnels: ReadonlySet<string>,
  previous: Incident | undefined,
  now: EpochMs,
  neverRouted?: ReadonlySet<string>,
): Incident => {
  const { tunnels, health, fallen } = compareTunnels([], connection, unusedTunnels, now, neverRouted);
  return {
    incidentId: `${connection.connectionId}/${now}`,
    region: connection.region,
    connectionId: connection.connectionId,
    connectionName: connection.name,
    customerGatewayId: connection.customerGatewayId,
    channel: channelOf(connection),
    version: previous?.version ?? 0,
    phase: 'suspected',
    firstSeenAt: now,
    openedAt: undefined,
    closedAt: undefined,
    closeReason: undefined,
    health,
    healthSince: healthSinceOf(health, tunnels, now),
    worstHealth: 'healthy',
    tunnels,
    falls: [...(previous?.falls ?? []), ...fallen],
    flappingSince: undefined,
    drops: previous?.drops,
    recurrenceToldAt: previous?.recurrenceToldAt,
    cameBackAt: previous?.cameBackAt,
    changingSeenAt: previous?.changingSeenAt,
    causes: [],
    explanation: undefined,
    restarts: (previous?.restarts ?? []).filter((attempt) => now - attempt.requestedAt < restartMemoryMs),
    withheld: undefined,
    withheldTold: [],
    lastToldAt: undefined,
    course: [],
    revision: 0,
    announcedRevision: 0,
    announcedSeq: 0,
    ...untoldBefore(previous),
  };
};

/** An outage began with the last fall, a degradation with the first, ignorance with the first that was not reported, health with the last rise. */
export const healthSinceOf = (health: Health, tunnels: readonly TunnelRecord[], now: EpochMs): EpochMs => {
  const since = (...states: readonly TunnelState[]): readonly EpochMs[] =>
    tunnels
      .filter((tunnel) => states.includes(stateHeld(tunnel, now)))
      .map((tunnel) => (isDown(lastKnownOf(tunnel)) ? lastKnownOf(tunnel) : tunnel)?.since ?? now);
  if (health === 'outage') return Math.max(...since('down', 'no-routes', 'no-traffic', 'unknown'));
  if (health === 'degraded') return Math.min(...since('down', 'no-routes', 'no-traffic'));
  return health === 'unknown' ? Math.min(now, ...since('unknown')) : now;
};
