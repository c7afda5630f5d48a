import { sameAddress } from './address.ts';
import type { Connection, Tunnel } from './connection.ts';
import { anotherPassMs, type EpochMs } from './time.ts';

/**
 * Which tunnels have ever been up, as far as we know: the evidence that an "unused tunnel" rests on.
 * Kept in a few rows per region, so that one query reads it whatever the number of connections.
 */
export interface TunnelUsage {
  /** connection id → outside IPs seen up by us or by the metrics. */
  readonly used: Readonly<Record<string, readonly string[]>>;
  /** connection id → outside IPs never seen up, and with data points of `TunnelState` that were all 0 when first seen. */
  readonly unused: Readonly<Record<string, readonly string[]>>;
  /** connection id → outside IPs that have had a route over BGP. Absent in rows of before it was learnt: every used tunnel counts. */
  readonly routed?: Readonly<Record<string, readonly string[]>> | undefined;
  /** connection id → outside IP → when AWS says that the status of a tunnel that is up changed last. */
  readonly statusChanges?: Readonly<Record<string, Readonly<Record<string, EpochMs>>>> | undefined;
  /** connection id → since when AWS has left it out of its list. */
  readonly missing?: Readonly<Record<string, EpochMs>> | undefined;
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
  const isPresent = presenceOf(connection);
  const used = union(usage.used[id], [...ipsOf(connection, isUp), ...evidence.seenUp]).filter(isPresent);
  const unused = union(usage.unused[id], evidence.neverUp).filter((ip) => !used.includes(ip));
  const routed = union(routedOf(usage, id), ipsOf(connection, hasRoutes)).filter(isPresent);
  const statusChanges = statusChangesOf(connection, usage.statusChanges?.[id] ?? {});
  const isKnown =
    sameMembers(used, usage.used[id]) &&
    sameMembers(unused, usage.unused[id]) &&
    sameMembers(routed, routedOf(usage, id)) &&
    statusChanges === undefined;
  if (isKnown) return usage;
  return {
    ...usage,
    used: withEntry(usage.used, id, used),
    unused: withEntry(usage.unused, id, unused),
    routed: withEntry(usage.routed ?? usage.used, id, routed),
    ...(statusChanges ? { statusChanges: { ...usage.statusChanges, [id]: statusChanges } } : {}),
  };
};

const isUp = (tunnel: Tunnel): boolean => tunnel.ipsec === 'up';

const hasRoutes = (tunnel: Tunnel): boolean => tunnel.acceptedRouteCount > 0;

const ipsOf = ({ tunnels }: Connection, applies: (tunnel: Tunnel) => boolean): readonly string[] =>
  tunnels.filter(applies).map(({ outsideIp }) => outsideIp);

/** A connection has two tunnels: where both are listed, what is known of another is of former times. */
const presenceOf =
  ({ tunnels }: Connection) =>
  (known: string): boolean =>
    tunnels.length < 2 || tunnels.some(({ outsideIp }) => sameAddress(outsideIp, known));

/** What AWS says now, `undefined` where it says nothing new. */
const statusChangesOf = (
  { tunnels }: Connection,
  known: Readonly<Record<string, EpochMs>>,
): Readonly<Record<string, EpochMs>> | undefined => {
  const moved = tunnels.flatMap((tunnel): readonly (readonly [string, EpochMs])[] => {
    const { outsideIp, lastStatusChangeAt: at } = tunnel;
    return isUp(tunnel) && at !== undefined && at !== known[outsideIp] ? [[outsideIp, at]] : [];
  });
  return moved.length === 0 ? undefined : { ...known, ...Object.fromEntries(moved) };
};

/** Tunnels that are up, as they were known to be, and whose status has changed since: they dropped between two looks. */
export const droppedUnseen = (
  usage: TunnelUsage,
  connection: Connection,
): readonly { readonly outsideIp: string; readonly at: EpochMs }[] =>
  connection.tunnels.filter(isUp).flatMap(({ outsideIp, lastStatusChangeAt }) => {
    const known = usage.statusChanges?.[connection.connectionId]?.[outsideIp];
    const at = lastStatusChangeAt ?? 0;
    return known !== undefined && at > known ? [{ outsideIp, at }] : [];
  });

const routedOf = (usage: TunnelUsage, connectionId: string): readonly string[] =>
  (usage.routed ?? usage.used)[connectionId] ?? [];

/** Tunnels of a connection with BGP that have never had a route, as far as is known. */
export const neverRoutedOf = (usage: TunnelUsage, connection: Connection): ReadonlySet<string> => {
  const routed = routedOf(usage, connection.connectionId);
  const isNever = ({ outsideIp }: Tunnel) => !routed.some((known) => sameAddress(known, outsideIp));
  return new Set(connection.routing === 'bgp' ? ipsOf(connection, isNever) : []);
};

/** Outside IPs of a connection that are known, whether AWS lists them now or not. */
export const tunnelsKnown = (usage: TunnelUsage, connectionId: string): readonly string[] =>
  union(usage.used[connectionId], usage.unused[connectionId] ?? []);

/** Every connection of which anything is known. */
export const connectionsKnown = (usage: TunnelUsage): ReadonlySet<string> =>
  new Set(
    [usage.used, usage.unused, usage.routed ?? {}, usage.statusChanges ?? {}].flatMap((map) =>
      Object.keys(map),
    ),
  );

/**
 * Drops connections that are gone: deleted, or missing from the list in two passes. The same object if there is nothing to
 * change.
 */
export const forgetConnections = (
  usage: TunnelUsage,
  present: ReadonlySet<string>,
  now: EpochMs,
): TunnelUsage => {
  const known = [...connectionsKnown(usage)];
  const missing = known.filter((id) => !present.has(id));
  const since = (id: string): EpochMs => usage.missing?.[id] ?? now;
  const gone = new Set(missing.filter((id) => now - since(id) >= anotherPassMs));
  const stillMissing = missing.filter((id) => !gone.has(id));
  const isNoted = stillMissing.every((id) => usage.missing?.[id] !== undefined);
  const before = Object.keys(usage.missing ?? {}).length;
  if (gone.size === 0 && isNoted && before === stillMissing.length) return usage;
  const keep = <Value>(map: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
    Object.fromEntries(Object.entries(map).filter(([id]) => !gone.has(id)));
  const { missing: _before, routed, statusChanges, ...rest } = usage;
  return {
    ...rest,
    used: keep(usage.used),
    unused: keep(usage.unused),
    ...(routed ? { routed: keep(routed) } : {}),
    ...(statusChanges ? { statusChanges: keep(statusChanges) } : {}),
    ...(stillMissing.length > 0
      ? { missing: Object.fromEntries(stillMissing.map((id) => [id, since(id)])) }
      : {}),
  };
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
