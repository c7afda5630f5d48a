import type { StoppedTraffic } from './data-path/traffic.ts';
import type { EpochMs } from './time.ts';

/** What AWS says now about one Site-to-Site VPN connection, without any secret: there is no field for one. */
export interface Connection {
  readonly region: string;
  /** `vpn-…` */
  readonly connectionId: string;
  readonly name: string | undefined;
  /** `pending | available | modifying | deleting | deleted`, or a state that AWS adds later. */
  readonly state: string;
  readonly customerGatewayId: string;
  readonly target: Target;
  /** `associated | associating | disassociating | not-associated`, as AWS says it; absent where it does not. */
  readonly gatewayAssociation?: string | undefined;
  /** The static routes that are kept with the connection; absent where AWS lists none, and no empty list either. */
  readonly staticRoutes?: readonly StaticRoute[] | undefined;
  readonly routing: 'static' | 'bgp';
  readonly accelerated: boolean;
  /** Where AWS keeps the pre-shared keys. */
  readonly preSharedKeys: 'with-connection' | 'secrets-manager';
  readonly tunnels: readonly Tunnel[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface StaticRoute {
  readonly prefix: string;
  /** `available | pending | deleting | deleted`, or a state that AWS adds later. */
  readonly state: string;
}

/** What the AWS side of the connection attaches to. */
export interface Target {
  readonly kind: 'virtual-private-gateway' | 'transit-gateway' | 'cloud-wan' | 'concentrator' | 'unattached';
  readonly id: string;
}

/** One of the two tunnels. Its identity is its outside IP (IPv4 or IPv6), never its position. */
export interface Tunnel {
  readonly outsideIp: string;
  /** `unknown`: AWS does not say, contradicts itself, or says what is not understood. */
  readonly ipsec: 'up' | 'down' | 'unknown';
  /** `none`: static routing. */
  readonly bgpSession: 'up' | 'down' | 'none' | 'unknown';
  /** Routes accepted over BGP; always 0 with static routing. */
  readonly acceptedRouteCount: number;
  /** When IKE, IPsec or the BGP session changed. Routes come and go without. */
  readonly lastStatusChangeAt: EpochMs | undefined;
  readonly statusMessage: string;
  /** What passed through the connection has stopped, though the tunnel is up. */
  readonly stopped?: StoppedTraffic | undefined;
  /** Absent where AWS lists no options for the tunnel (connections of the classic kind). */
  readonly options: TunnelOptions | undefined;
}

export interface TunnelOptions {
  readonly startupAction: 'add' | 'start';
  readonly dpdTimeoutSeconds: number;
  readonly dpdTimeoutAction: 'clear' | 'none' | 'restart';
  readonly ikeVersions: readonly string[];
  /** What AWS accepts in negotiation. */
  readonly phase1: Algorithms;
  readonly phase2: Algorithms;
  /** When keys are renewed; absent where AWS lists none of it. */
  readonly rekey?: RekeyOptions | undefined;
  /** Endpoint replacements wait for their owner, up to a deadline. */
  readonly lifecycleControl: boolean;
  /** Where the log of IKE and IPsec goes; absent where it is off. */
  readonly activityLog: TunnelLogTarget | undefined;
  /** Where the log of BGP goes; absent where it is off. */
  readonly bgpLog: TunnelLogTarget | undefined;
}

export interface RekeyOptions {
  readonly phase2LifetimeSeconds: number;
  /** AWS renews this long before the end at the latest … */
  readonly marginSeconds: number;
  /** … and up to so many per cent of it earlier, at random. */
  readonly fuzzPercent: number;
}

/** Empty lists: AWS did not say. */
export interface Algorithms {
  readonly encryption: readonly string[];
  readonly integrity: readonly string[];
  readonly dhGroups: readonly number[];
}

export interface TunnelLogTarget {
  /** May end in `:*`. */
  readonly logGroupArn: string;
}

/** The device at the other end. */
export interface CustomerGateway {
  readonly customerGatewayId: string;
  readonly name: string | undefined;
  readonly deviceName: string | undefined;
  /** Absent for a certificate-based gateway with a changing address. */
  readonly ipAddress: string | undefined;
  readonly asn: string | undefined;
  /** Authenticates with a certificate in place of a pre-shared key. */
  readonly certificateArn: string | undefined;
}
