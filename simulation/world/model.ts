import type { EpochMs } from '../../shared/domain/time.ts';
import type { ConnectionPlan, Gateway, PlannedOptions } from '../estate/estate.ts';

/** What keeps a tunnel down, or its routes away, whatever AWS does. */
export interface Ailment {
  /**
   * `silent`: the gateway does not answer. `stuck`: the negotiation has got stuck; a new endpoint frees it.
   * `misconfigured`: the gateway refuses what AWS offers. `no-routes`: IPsec is up, BGP brings nothing.
   */
  readonly kind: 'silent' | 'stuck' | 'misconfigured' | 'no-routes';
  readonly until: EpochMs;
}

/** What has taken a tunnel down. */
export type FallCause = Ailment['kind'] | IdleEnd | 'endpoint-replaced' | 'restart' | 'deleted';

/** Nothing is wrong with it, and nobody used it: AWS has cleared its SA after a DPD time-out, or the gateway has deleted it. */
export type IdleEnd = 'idle-cleared' | 'idle-deleted';

export interface Tunnel {
  readonly outsideIp: string;
  options: PlannedOptions;
  configured: boolean;
  /** `replacing`: AWS is putting another endpoint in its place. */
  phase: 'idle' | 'up' | 'replacing';
  /** Nothing has come up on this endpoint yet: AWS begins by itself where the startup action says so. */
  fresh: boolean;
  /** Why it has last gone down. */
  fellBy: FallCause | undefined;
  /** What has last happened to its SA, or would have if there had been one. */
  endedBy: FallCause | undefined;
  readonly ailments: Set<Ailment>;
  everUp: boolean;
  /** When it was last up, up to now. */
  lastUpAt: EpochMs | undefined;
  /** Grows with every turn of events, so that what was under way before comes to nothing. */
  epoch: number;
  /** What telemetry shows. */
  shown: Telemetry;
  /** No later change may be shown before this. */
  shownFrom: EpochMs;
}

export interface Telemetry {
  readonly status: 'up' | 'down' | 'no-routes';
  readonly changedAt: EpochMs;
}

export type ConnectionState = 'absent' | 'pending' | 'available' | 'modifying' | 'deleting' | 'deleted';

export interface WorldConnection {
  readonly plan: ConnectionPlan;
  readonly gateway: Gateway;
  readonly tunnels: readonly [Tunnel, Tunnel];
  state: ConnectionState;
  tags: Readonly<Record<string, string>>;
}

/** Whether AWS may start IKE (Site-to-Site VPN guide, "Tunnel initiation options"). */
const awsMayInitiate = ({ plan, gateway }: WorldConnection, { options }: Tunnel): boolean =>
  options.startupAction === 'start' &&
  options.ikeVersions.includes('ikev2') &&
  gateway.ipAddress !== undefined &&
  !plan.accelerated;

/**
 * Whether AWS is trying just now, as it does each some seconds: on a new endpoint, after the gateway has deleted the SA, and after
 * a DPD time-out where the action for that is to restart.
 */
export const awsTries = (connection: WorldConnection, tunnel: Tunnel): boolean =>
  awsMayInitiate(connection, tunnel) &&
  (tunnel.fresh || isDeletion(tunnel.endedBy) || tunnel.options.dpdTimeoutAction === 'restart');

const isDeletion = (cause: FallCause | undefined): boolean => cause === 'stuck' || cause === 'idle-deleted';

const blocks = (ailment: Ailment): boolean => ailment.kind !== 'no-routes';

export const canNegotiate = (tunnel: Tunnel): boolean =>
  tunnel.configured && tunnel.phase === 'idle' && ![...tunnel.ailments].some(blocks);

export const statusOf = ({ phase, ailments }: Tunnel): Telemetry['status'] => {
  if (phase !== 'up') return 'down';
  return ailments.size > 0 ? 'no-routes' : 'up';
};
