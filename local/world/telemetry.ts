import type { EpochMs } from '../contract.ts';
import { acceptedRoutes, bgpStands } from './faults.ts';
import type { Connection, TelemetryEntry, Tunnel } from './model.ts';

/** Long enough for every lag that a scenario can set. */
const kept = 8;

/** What telemetry says of a tunnel at this moment, apart from when. */
export const presentStatus = (
  connection: Pick<Connection, 'routing' | 'vpnGatewayId'>,
  { phase, peer, peerLost }: Pick<Tunnel, 'phase' | 'peer' | 'peerLost'>,
): Pick<TelemetryEntry, 'status' | 'acceptedRouteCount' | 'statusMessage'> => {
  if (phase !== 'established') return { status: 'DOWN', acceptedRouteCount: 0, statusMessage: '' };
  if (connection.routing === 'static') return { status: 'UP', acceptedRouteCount: 0, statusMessage: '' };
  if (peerLost || !bgpStands(connection, peer)) {
    return { status: 'DOWN', acceptedRouteCount: 0, statusMessage: 'IPSEC IS UP' };
  }
  const routes = acceptedRoutes(peer);
  return { status: 'UP', acceptedRouteCount: routes, statusMessage: `${routes} BGP ROUTES` };
};

/** Notes what has changed. `sessionReset`: the IKE session began anew, which moves `LastStatusChange` even if the status stays. */
export const noteStatus = (
  connection: Connection,
  tunnel: Tunnel,
  now: EpochMs,
  { sessionReset = false }: { readonly sessionReset?: boolean } = {},
): void => {
  const before = latest(tunnel);
  const present = presentStatus(connection, tunnel);
  const moved = sessionReset || present.status !== before.status;
  if (!moved && present.acceptedRouteCount === before.acceptedRouteCount) return;
  tunnel.telemetry.push({ ...present, at: now, lastStatusChange: moved ? now : before.lastStatusChange });
  if (tunnel.telemetry.length > kept) tunnel.telemetry.shift();
};

/** What telemetry says now when it is `lagMs` behind. */
export const telemetryAt = ({ telemetry }: Tunnel, now: EpochMs, lagMs: number): TelemetryEntry =>
  known(telemetry.findLast((entry) => entry.at <= now - lagMs) ?? telemetry[0]);

export const latest = ({ telemetry }: Tunnel): TelemetryEntry => known(telemetry.at(-1));

const known = (entry: TelemetryEntry | undefined): TelemetryEntry => {
  if (entry) return entry;
  throw new Error('A tunnel has telemetry from the start');
};
