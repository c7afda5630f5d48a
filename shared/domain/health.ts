import type { Connection, Tunnel } from './connection.ts';

/**
 * `no-routes`: IPsec is up, but BGP brings no route any more, so no traffic flows. `never-routed`: nor has it ever. `unused`: it
 * has never been up. `no-traffic`: it is up, and what passed through the connection has stopped. `unknown`: AWS does not say, or not
 * in words that are understood.
 */
export type TunnelState = 'up' | 'down' | 'no-routes' | 'no-traffic' | 'never-routed' | 'unused' | 'unknown';

/** `unknown`: nothing is known to be down, and not every tunnel is known to be up. */
export type Health = 'healthy' | 'unknown' | 'degraded' | 'outage';

export type Severity = 'info' | 'warning' | 'critical';

export const carriesTraffic = (connection: Connection, tunnel: Tunnel): boolean =>
  tunnel.ipsec === 'up' && (connection.routing === 'static' || tunnel.acceptedRouteCount > 0);

const nobody: ReadonlySet<string> = new Set();

/** The state of one tunnel; of `unusedTunnels` there is evidence that they have never been up, of `neverRouted` that they have never had a route. */
export const tunnelState = (
  connection: Connection,
  tunnel: Tunnel,
  unusedTunnels: ReadonlySet<string>,
  neverRouted: ReadonlySet<string> = nobody,
): TunnelState => {
  if (carriesTraffic(connection, tunnel)) return tunnel.stopped ? 'no-traffic' : 'up';
  if (unusedTunnels.has(tunnel.outsideIp)) return 'unused';
  if (tunnel.ipsec !== 'up') return tunnel.ipsec;
  return neverRouted.has(tunnel.outsideIp) ? 'never-routed' : 'no-routes';
};

/**
 * `degraded`: a used tunnel is down and another is up. `outage`: one is down, and none is known to be up. A connection that
 * nobody has ever used is `healthy`, as is one that has never had a route; one whose tunnels AWS does not list is not known.
 */
export const connectionHealth = (states: readonly TunnelState[]): Health => {
  const used = states.filter((state) => state !== 'unused' && state !== 'never-routed');
  if (states.length > 0 && used.every((state) => state === 'up')) return 'healthy';
  if (used.every((state) => state === 'up' || state === 'unknown')) return 'unknown';
  return used.includes('up') ? 'degraded' : 'outage';
};

export const severityOf = (health: Health): Severity =>
  health === 'outage' ? 'critical' : health === 'healthy' ? 'info' : 'warning';
