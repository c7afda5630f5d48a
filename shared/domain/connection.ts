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
  readonly routing: 'static' | 'bgp';
  readonly accelerated: boolean;
  readonly tunnels: readonly Tunnel[];
  readonly tags: Readonly<Record<string, string>>;
}

/** What the AWS side of the connection attaches to. */
export interface Target {
  readonly kind: 'virtual-private-gateway' | 'transit-gateway' | 'cloud-wan' | 'concentrator' | 'unattached';
  readonly id: string;
}

/** One of the two tunnels. Its identity is its outside IP (IPv4 or IPv6), never its position. */
export interface Tunnel {
  readonly outsideIp: string;
  readonly ipsec: 'up' | 'down';
  /** Routes accepted over BGP; always 0 with static routing. */
  readonly acceptedRouteCount: number;
  readonly lastStatusChangeAt: EpochMs | undefined;
  readonly statusMessage: string;
  /** Absent where AWS lists no options for the tunnel (connections of the classic kind). */
  readonly options: TunnelOptions | undefined;
}

export interface TunnelOptions {
  readonly startupAction: 'add' | 'start';
  readonly dpdTimeoutSeconds: number;
  readonly dpdTimeoutAction: 'clear' | 'none' | 'restart';
  readonly ikeVersions: readonly string[];
}

/** The device at the other end. */
export interface CustomerGateway {
  readonly customerGatewayId: string;
  readonly name: string | undefined;
  readonly deviceName: string | undefined;
  /** Absent for a certificate-based gateway with a changing address. */
  readonly ipAddress: string | undefined;
  readonly asn: string | undefined;
}
