import { sameAddress } from './address.ts';
import type { Connection, Tunnel } from './connection.ts';

/** Of every Site-to-Site VPN connection. */
const tunnelsPerConnection = 2;

/** The connection with the tunnels that we know of and that AWS has left out of its list, as many as there is room for. */
export const withKnownTunnels = (connection: Connection, outsideIps: readonly string[]): Connection => {
  const missing = outsideIps
    .filter((known) => !connection.tunnels.some(({ outsideIp }) => sameAddress(outsideIp, known)))
    .slice(0, Math.max(0, tunnelsPerConnection - connection.tunnels.length));
  if (missing.length === 0) return connection;
  const notListed = missing.map((outsideIp): Tunnel => unlisted(outsideIp, connection));
  return { ...connection, tunnels: [...connection.tunnels, ...notListed] };
};

const unlisted = (outsideIp: string, { routing }: Connection): Tunnel => ({
  outsideIp,
  ipsec: 'unknown',
  bgpSession: routing === 'bgp' ? 'unknown' : 'none',
  acceptedRouteCount: 0,
  lastStatusChangeAt: undefined,
  statusMessage: '',
  options: undefined,
});
