import type { Connection, Tunnel } from '../connection.ts';
import { connectionHealth, type Health, tunnelState } from '../health.ts';
import type { Fall, TunnelRecord } from '../incident.ts';
import type { EpochMs } from '../time.ts';

export interface TunnelChanges {
  readonly tunnels: readonly TunnelRecord[];
  readonly health: Health;
  /** Used tunnels that stopped carrying traffic since the last look. */
  readonly fallen: readonly Fall[];
  /** Tunnels that carry traffic again. */
  readonly risen: readonly string[];
}

/** Compares the tunnels with what was recorded of them. Without a record, AWS's last status change tells since when, where it can. */
export const compareTunnels = (
  recorded: readonly TunnelRecord[],
  connection: Connection,
  unusedTunnels: ReadonlySet<string>,
  now: EpochMs,
): TunnelChanges => {
  const before = new Map(recorded.map((record) => [record.outsideIp, record]));
  const tunnels = connection.tunnels.map((tunnel): TunnelRecord => {
    const state = tunnelState(connection, tunnel, unusedTunnels);
    const known = before.get(tunnel.outsideIp);
    if (known?.state === state && !hasBlinked(known, tunnel, now)) return known;
    const changedAt = changedAtOf(tunnel, state, known, now);
    return {
      outsideIp: tunnel.outsideIp,
      state,
      since: known ? Math.max(known.since, changedAt) : changedAt,
      acceptedRouteCount: tunnel.acceptedRouteCount,
      statusMessage: tunnel.statusMessage,
    };
  });
  const wasDown = (record: TunnelRecord): boolean => isDown(before.get(record.outsideIp));
  return {
    tunnels,
    health: connectionHealth(tunnels.map((tunnel) => tunnel.state)),
    fallen: tunnels
      .filter((tunnel) => isDown(tunnel) && !wasDown(tunnel))
      .map((tunnel) => ({ outsideIp: tunnel.outsideIp, at: tunnel.since })),
    risen: tunnels
      .filter((tunnel) => tunnel.state === 'up' && wasDown(tunnel))
      .map((tunnel) => tunnel.outsideIp),
  };
};

/** Routes that go while the session stands are no change of status: they are gone since somebody missed them. */
const changedAtOf = (
  tunnel: Tunnel,
  state: TunnelRecord['state'],
  known: TunnelRecord | undefined,
  now: EpochMs,
): EpochMs => {
  const lostRoutes = state === 'no-routes' && tunnel.bgpSession === 'up' && known?.state !== 'down';
  return lostRoutes ? now : Math.min(tunnel.lastStatusChangeAt ?? now, now);
};

/** It fell and came up again between two looks. Of a tunnel that stays down AWS may date a new try to negotiate. */
const hasBlinked = (known: TunnelRecord, { lastStatusChangeAt }: Tunnel, now: EpochMs): boolean =>
  known.state === 'up' && lastStatusChangeAt !== undefined && Math.min(lastStatusChangeAt, now) > known.since;

export const isDown = (record: TunnelRecord | undefined): boolean =>
  record?.state === 'down' || record?.state === 'no-routes';
