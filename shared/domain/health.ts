import type { Connection, Tunnel } from './connection.ts';

/** `no-routes`: IPsec is up, but BGP has brought no route, so no traffic flows. `unused`: it has never been up. */
export type TunnelState = 'up' | 'down' | 'no-routes' | 'unused';

export type Health = 'healthy' | 'degraded' | 'outage';

export type Severity = 'info' | 'warning' | 'critical';

export const carriesTraffic = (connection: Connection, tunnel: Tunnel): boolean =>
  tunnel.ipsec === 'up' && (connection.routing === 'static' || tunnel.acceptedRouteCount > 0);

/** The state of one tunnel; `unusedTunnels` are the outside IPs for which there is evidence that they have never been up. */
export const tunnelState = (
  connection: Connection,
  tunnel: Tunnel,
  unusedTunnels: ReadonlySet<string>,
): TunnelState => {
  if (carriesTraffic(connection, tunnel)) return 'up';
  if (unusedTunnels.has(tunnel.outsideIp)) return 'unused';
  return tunnel.ipsec === 'up' ? 'no-routes' : 'down';
};

/** `degraded`: a used tunnel is down and another is up. `outage`: tunnels are used, and none is up. A connection that nobody has ever used is `healthy`. */
export const connectionHealth = (states: readonly TunnelState[]): Health => {
  const used = states.filter((state) => state !== 'unused');
  const up = used.filter((state) => state === 'up').length;
  if (up === used.length) return 'healthy';
  return up > 0 ? 'degraded' : 'outage';
};

export const severityOf = (health: Health): Severity =>
  health === 'outage' ? 'critical' : health === 'degraded' ? 'warning' : 'info';
