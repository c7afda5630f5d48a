import type { Connection } from './connection.ts';

/**
 * Which tunnels have ever been up, as far as we know: the evidence that an "unused tunnel" rests on.
 * Kept in a few rows per region, so that one query reads it whatever the number of connections.
 */
export interface TunnelUsage {
  /** connection id → outside IPs seen up by us or by the metrics. */
  readonly used: Readonly<Record<string, readonly string[]>>;
  /** connection id → outside IPs never seen up, and without a `TunnelState` above 0 when first seen. */
  readonly unused: Readonly<Record<string, readonly string[]>>;
}

export const emptyUsage: TunnelUsage = { used: {}, unused: {} };

/** The row that a connection's tunnels are kept in. */
export const usageShardOf = (connectionId: string): string => connectionId.slice(-1);

/** Tunnels that are down and about which nothing is known: the metrics have to be asked. */
export const unknownTunnels = (usage: TunnelUsage, connection: Connection): readonly string[] => {
  const used = usage.used[connection.connectionId];
  const unused = usage.unused[connection.connectionId];
  return connection.tunnels
    .filter(({ ipsec }) => ipsec === 'down')
    .map(({ outsideIp }) => outsideIp)
    .filter((outsideIp) => !used?.includes(outsideIp) && !unused?.includes(outsideIp));
};

/** What the metrics said about one connection's unknown tunnels. */
export interface UsageEvidence {
  readonly seenUp: readonly string[];
  readonly neverUp: readonly string[];
}

export const noEvidence: UsageEvidence = { seenUp: [], neverUp: [] };

/** Adds what a look at one connection has taught; the same object if it taught nothing. A tunnel once used never becomes unused. */
export const learnUsage = (
  usage: TunnelUsage,
  connection: Connection,
  evidence: UsageEvidence = noEvidence,
): TunnelUsage => {
  const id = connection.connectionId;
  const upNow = connection.tunnels
    .filter((tunnel) => tunnel.ipsec === 'up')
    .map((tunnel) => tunnel.outsideIp);
  const used = union(usage.used[id], [...upNow, ...evidence.seenUp]);
  const unused = union(usage.unused[id], evidence.neverUp).filter((ip) => !used.includes(ip));
  if (sameMembers(used, usage.used[id]) && sameMembers(unused, usage.unused[id])) return usage;
  return { used: withEntry(usage.used, id, used), unused: withEntry(usage.unused, id, unused) };
};

/** Drops connections that are gone; the same object if there are none. */
export const forgetConnections = (usage: TunnelUsage, present: ReadonlySet<string>): TunnelUsage => {
  const gone = [...Object.keys(usage.used), ...Object.keys(usage.unused)].some((id) => !present.has(id));
  if (!gone) return usage;
  const keep = (map: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(Object.entries(map).filter(([id]) => present.has(id)));
  return { used: keep(usage.used), unused: keep(usage.unused) };
};

export const unusedTunnelsOf = (usage: TunnelUsage, connectionId: string): ReadonlySet<string> =>
  new Set(usage.unused[connectionId] ?? []);

const union = (known: readonly string[] | undefined, added: readonly string[]): readonly string[] => [
  ...new Set([...(known ?? []), ...added]),
];

const sameMembers = (one: readonly string[], other: readonly string[] | undefined): boolean =>
  one.length === (other?.length ?? 0);

const withEntry = (
  map: Readonly<Record<string, readonly string[]>>,
  id: string,
  ips: readonly string[],
): Readonly<Record<string, readonly string[]>> => {
  const { [id]: _replaced, ...rest } = map;
  return ips.length === 0 ? rest : { ...rest, [id]: ips };
};
