import type { EpochMs, Timer } from '../contract.ts';
import type { BgpFault, IkeFault } from './faults.ts';
import type { TunnelOptions } from './tunnel-options.ts';

export interface CustomerGateway {
  readonly id: string;
  readonly region: string;
  /** Undefined: known by its certificate alone. */
  readonly ipAddress: string | undefined;
  readonly bgpAsn: number;
  readonly deviceName: string | undefined;
  readonly tags: Map<string, string>;
}

export type ConnectionState = 'pending' | 'available' | 'modifying' | 'deleting' | 'deleted';

export interface Connection {
  readonly id: string;
  readonly region: string;
  readonly gateway: CustomerGateway;
  readonly tags: Map<string, string>;
  readonly routing: 'bgp' | 'static';
  readonly transitGatewayId: string | undefined;
  readonly vpnGatewayId: string | undefined;
  /** How it hangs on its transit gateway. Undefined where its target is another. */
  readonly attachment: Attachment | undefined;
  readonly accelerated: boolean;
  readonly classic: boolean;
  readonly telemetryOrder: 'same' | 'reversed';
  readonly tunnels: readonly [Tunnel, Tunnel];
  state: ConnectionState;
}

export interface Attachment {
  readonly id: string;
  /** Of an available connection; the attachment of another shares that one's state. */
  readonly state: AttachmentState;
  /** Undefined: associated with no route table. */
  readonly routeTableId: string | undefined;
  readonly associationState: AssociationState;
}

export const attachmentStates = [
  'available',
  'modifying',
  'pending',
  'failed',
  'deleting',
  'deleted',
] as const;
export type AttachmentState = (typeof attachmentStates)[number];

export const associationStates = ['associated', 'associating', 'disassociating', 'disassociated'] as const;
export type AssociationState = (typeof associationStates)[number];

/**
 * One tunnel. `idle`: no IKE session, and none is possible now; `established`: IKE and IPsec are up;
 * `replacing`: AWS is putting another endpoint in its place.
 */
export interface Tunnel {
  readonly connectionId: string;
  readonly outsideIp: string;
  /** The key, preceded by those it replaced. */
  readonly preSharedKeys: string[];
  readonly history: 'up' | 'down' | 'none';
  readonly peer: Peer;
  /** Whether AWS has a way for traffic to this tunnel. */
  awsSends: boolean;
  options: TunnelOptions;
  phase: 'idle' | 'established' | 'replacing';
  /** AWS itself keeps starting IKE until it succeeds. */
  awsTries: boolean;
  /** The gateway has been silent for the whole DPD time-out, and the DPD action is to do nothing. */
  peerLost: boolean;
  /** What telemetry said, oldest first; the last entry is the present. */
  readonly telemetry: TelemetryEntry[];
  /** The one thing that is about to happen to the session: DPD running out, or a negotiation ending. */
  due: Timer | undefined;
  maintenance: Maintenance;
}

/** What AWS wants to do to an endpoint, and leaves the time of to the customer. */
export interface Maintenance {
  readonly pending: boolean;
  /** When AWS does it by itself, if it is still pending. */
  readonly autoAppliedAfter: EpochMs | undefined;
  readonly lastAppliedAt: EpochMs | undefined;
}

/** The gateway's side of one tunnel, as it is now. */
export interface Peer {
  answers: boolean;
  initiates: boolean;
  key: 'right' | 'wrong';
  /** Of phase 1. */
  proposal: 'right' | 'wrong';
  /** What else is wrong with its IKE configuration. */
  ikeFault: 'none' | Exclude<IkeFault, 'pre-shared-key' | 'proposal-phase-1'>;
  bgp: 'up' | 'down';
  bgpFault: 'none' | BgpFault;
  /** Who tells the other why the session ends. Undefined: AWS for its prefix limit, else the gateway. */
  bgpNotifiedBy: 'aws' | 'gateway' | undefined;
  routes: number;
  /** Whether traffic comes from its side. */
  sends: boolean;
}

export interface TelemetryEntry {
  /** When it became true. */
  readonly at: EpochMs;
  /** The `LastStatusChange` that goes with it: a change of the route count alone does not move that. */
  readonly lastStatusChange: EpochMs;
  readonly status: 'UP' | 'DOWN';
  readonly acceptedRouteCount: number;
  readonly statusMessage: string;
}
