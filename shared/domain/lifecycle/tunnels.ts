import { addressKey } from '../address.ts';
import type { Connection, Tunnel } from '../connection.ts';
import { connectionHealth, type Health, type TunnelState, tunnelState } from '../health.ts';
import type { Fall, TunnelRecord } from '../incident.ts';
import { anotherPassMs, type EpochMs } from '../time.ts';

export interface TunnelChanges {
  readonly tunnels: readonly TunnelRecord[];
  readonly health: Health;
  /** Used tunnels that stopped carrying traffic since the last look. */
  readonly fallen: readonly Fall[];
  /** Used tunnels that are up, and were so at the last look, and fell in between. */
  readonly blinked?: readonly Fall[];
  /** Tunnels that carry traffic again. */
  readonly risen: readonly string[];
}

const nobody: ReadonlySet<string> = new Set();

/** Compares the tunnels with what was recorded of them. Without a record, AWS's last status change tells since when, where it can. */
export const compareTunnels = (
  recorded: readonly TunnelRecord[],
  connection: Connection,
  unusedTunnels: ReadonlySet<string>,
  now: EpochMs,
  neverRouted: ReadonlySet<string> = nobody,
): TunnelChanges => {
  const before = new Map(recorded.map((record) => [addressKey(record.outsideIp), record]));
  const knownOf = ({ outsideIp }: { readonly outsideIp: string }) => before.get(addressKey(outsideIp));
  const tunnels = connection.tunnels.map((tunnel): TunnelRecord => {
    const state = tunnelState(connection, tunnel, unusedTunnels, neverRouted);
    return recordOf(tunnel, state, knownOf(tunnel), now);
  });
  const wasDown = (record: TunnelRecord): boolean => hasDropped(lastKnownOf(knownOf(record)));
  const fallen = tunnels.filter((tunnel) => hasDropped(tunnel) && !wasDown(tunnel));
  const blinked = tunnels.filter((tunnel) => hasRisenBetween(tunnel, lastKnownOf(knownOf(tunnel))));
  return {
    tunnels,
    health: connectionHealth(tunnels.map((tunnel) => stateHeld(tunnel, now))),
    fallen: fallen.map(fallOf),
    blinked: blinked.map(fallOf),
    risen: tunnels
      .filter((tunnel) => tunnel.state === 'up' && wasDown(tunnel))
      .map((tunnel) => tunnel.outsideIp),
  };
};

const recordOf = (
  tunnel: Tunnel,
  state: TunnelState,
  recorded: TunnelRecord | undefined,
  now: EpochMs,
): TunnelRecord => {
  if (recorded?.state === 'unknown' && state === 'unknown') return recorded;
  const known = lastKnownOf(recorded);
  const isAsRecorded = known === recorded && known?.state === state;
  if (isAsRecorded && !hasBlinked(known, tunnel, now)) return known;
  const seen = {
    outsideIp: tunnel.outsideIp,
    state,
    acceptedRouteCount: tunnel.acceptedRouteCount,
    statusMessage: tunnel.statusMessage,
  };
  if (state === 'unknown') {
    const lastKnown = known && { state: known.state, since: known.since };
    return { ...seen, since: now, ...(lastKnown ? { lastKnown } : {}) };
  }
  // Its traffic passes again; it has been up all the time.
  if (known?.state === 'no-traffic' && state === 'up')
    return { ...seen, since: tunnel.lastStatusChangeAt ?? now };
  const isAsBefore = known?.state === state && !hasBlinked(known, tunnel, now);
  const changedAt = changedAtOf(tunnel, state, known, now);
  return { ...seen, since: isAsBefore ? known.since : Math.max(known?.since ?? changedAt, changedAt) };
};

/** The record as it was when something was known of the tunnel last. */
export const lastKnownOf = (record: TunnelRecord | undefined): TunnelRecord | undefined => {
  if (record?.state !== 'unknown') return record;
  const { lastKnown, ...rest } = record;
  return lastKnown && { ...rest, ...lastKnown };
};

/** What AWS ceases to report is taken for what it was: for good if it was down, for one pass if it was not. */
export const stateHeld = (record: TunnelRecord, now: EpochMs): TunnelState => {
  const known = lastKnownOf(record);
  if (!known || record.state !== 'unknown') return record.state;
  return isDown(known) || now - record.since < anotherPassMs ? known.state : 'unknown';
};

const hasRisenBetween = (record: TunnelRecord, known: TunnelRecord | undefined): boolean =>
  record.state === 'up' && known?.state === 'up' && record.since > known.since;

const fallOf = ({ outsideIp, since }: TunnelRecord): Fall => ({ outsideIp, at: since });

/** Routes that go while the session stands are no change of status: they are gone since somebody missed them. */
const changedAtOf = (
  tunnel: Tunnel,
  state: TunnelRecord['state'],
  known: TunnelRecord | undefined,
  now: EpochMs,
): EpochMs => {
  if (state === 'no-traffic') return Math.min(tunnel.stopped?.since ?? now, now);
  const lostRoutes = state === 'no-routes' && tunnel.bgpSession === 'up' && known?.state !== 'down';
  return lostRoutes ? now : Math.min(tunnel.lastStatusChangeAt ?? now, now);
};

/** It fell and came up again between two looks. Of a tunnel that stays down AWS may date a new try to negotiate. */
const hasBlinked = (known: TunnelRecord, { lastStatusChangeAt }: Tunnel, now: EpochMs): boolean =>
  known.state === 'up' && lastStatusChangeAt !== undefined && Math.min(lastStatusChangeAt, now) > known.since;

/** Whether AWS says of each tunnel how it is. */
export const isAllKnown = (tunnels: readonly TunnelRecord[]): boolean =>
  tunnels.every(({ state }) => state !== 'unknown');

/** A tunnel whose traffic has stopped has gone down no more than it comes up again when traffic passes. */
export const hasDropped = (record: TunnelRecord | undefined): boolean =>
  isDown(record) && record?.state !== 'no-traffic';

export const isDown = (record: TunnelRecord | undefined): boolean =>
  record?.state === 'down' || record?.state === 'no-routes' || record?.state === 'no-traffic';
