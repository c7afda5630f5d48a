import { derivedNumber } from './derived.ts';
import type { Connection, Tunnel } from './model.ts';
import { latest } from './telemetry.ts';

/** Bytes of one minute. */
export interface Load {
  readonly inBytes: number;
  readonly outBytes: number;
}

/** A tunnel that is down still counts some bytes: AWS's own status checks (Site-to-Site VPN guide, CloudWatch metrics). */
const statusCheckBytes = 240;

/** Whether traffic can take this tunnel: up without a route is not enough. */
export const carries = (tunnel: Tunnel, { routing }: Connection): boolean => {
  const { status, acceptedRouteCount } = latest(tunnel);
  return status === 'UP' && (routing === 'static' || acceptedRouteCount > 0);
};

/** What passes through a tunnel: its own share, and that of the other one while that carries nothing of what it used to. */
export const loadOf = (
  connection: Connection,
  tunnel: Tunnel,
  isCarrying: (tunnel: Tunnel, connection: Connection) => boolean,
): Load => {
  if (!isCarrying(tunnel, connection)) return { inBytes: statusCheckBytes, outBytes: statusCheckBytes };
  const [first, second] = connection.tunnels;
  const other = tunnel === first ? second : first;
  const isOtherFallen = other.history === 'up' && !isCarrying(other, connection);
  const bytes = ownShare(tunnel) + (isOtherFallen ? ownShare(other) : 0);
  return {
    inBytes: tunnel.peer.sends && isHeard(tunnel) ? bytes : statusCheckBytes,
    outBytes: tunnel.awsSends ? Math.round(bytes * 0.7) : statusCheckBytes,
  };
};

/** A session outlives its gateway until DPD ends it, and with the action `none` for good. */
const isHeard = ({ phase, peer }: Tunnel): boolean => phase !== 'established' || peer.answers;

const shares = new Map<string, number>();

const ownShare = ({ connectionId, outsideIp }: Tunnel): number => {
  const known = shares.get(outsideIp);
  if (known !== undefined) return known;
  const share = 1_000_000 + derivedNumber(50_000_000, 'traffic', connectionId, outsideIp);
  shares.set(outsideIp, share);
  return share;
};
