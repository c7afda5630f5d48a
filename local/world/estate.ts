import type { Attachment, Peer } from './model.ts';
import type { TunnelLogOptions } from './tunnel-options.ts';

/** What an estate is made of, as a scenario file declares it. Everything left out has a default that `build.ts` fills in. */
export interface EstateDescription {
  readonly customerGateways: readonly CustomerGatewayDescription[];
  readonly connections: readonly ConnectionDescription[];
}

export interface CustomerGatewayDescription {
  readonly id: string;
  /** @default the scenario's region */
  readonly region?: string | undefined;
  /** `null` for a gateway that is known by its certificate alone. @default an address of 198.51.100.0/24 */
  readonly ipAddress?: string | null | undefined;
  /** @default 65000 */
  readonly bgpAsn?: number | undefined;
  readonly deviceName?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

export interface ConnectionDescription {
  readonly id: string;
  readonly customerGateway: string;
  /** @default the scenario's region */
  readonly region?: string | undefined;
  /** The `Name` tag. */
  readonly name?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** @default 'bgp' */
  readonly routing?: 'bgp' | 'static' | undefined;
  /** @default a transit gateway, unless `vpnGateway` is given */
  readonly transitGateway?: string | undefined;
  readonly vpnGateway?: string | undefined;
  /** To the transit gateway. */
  readonly attachment?: AttachmentDescription | undefined;
  /** @default false */
  readonly accelerated?: boolean | undefined;
  /** A connection so old that AWS lists no tunnel options for it. @default false */
  readonly classic?: boolean | undefined;
  /** Whether telemetry is listed in the order of the tunnel options. @default 'reversed' for about half of all connections */
  readonly telemetryOrder?: 'same' | 'reversed' | undefined;
  readonly tunnels: readonly [TunnelDescription, TunnelDescription];
}

export interface AttachmentDescription {
  readonly id?: string | undefined;
  /** @default 'available' */
  readonly state?: Attachment['state'] | undefined;
  /** `null`: associated with none. @default the one of the transit gateway */
  readonly routeTable?: string | null | undefined;
  /** @default 'associated' */
  readonly associationState?: Attachment['associationState'] | undefined;
}

export interface TunnelDescription {
  readonly outsideIp: string;
  /** @default 'up' */
  readonly state?: 'up' | 'down' | undefined;
  /** How long before the start it came into that state. @default 30 days */
  readonly stateForMs?: number | undefined;
  /** What the metrics of the 14 days before the start show. @default as `state` */
  readonly history?: 'up' | 'down' | 'none' | undefined;
  /** The gateway's side of this tunnel. */
  readonly peer?: PeerDescription | undefined;
  /** Whether AWS sends traffic through it. @default true */
  readonly awsSends?: boolean | undefined;
  readonly options?: TunnelOptionsDescription | undefined;
  /** Maintenance that waits for this tunnel's owner. @default none */
  readonly maintenance?: MaintenanceDescription | undefined;
}

export interface MaintenanceDescription {
  /** How long from now until AWS applies it by itself; `null`: never. */
  readonly autoAppliedAfterMs: number | null;
}

export interface PeerDescription {
  /** @default true for a tunnel that is up, false (nothing is configured there) for one that is down */
  readonly answers?: boolean | undefined;
  /** Whether the gateway starts IKE by itself. @default false */
  readonly initiates?: boolean | undefined;
  /** @default 'right' */
  readonly key?: 'right' | 'wrong' | undefined;
  /** @default 'right' */
  readonly proposal?: 'right' | 'wrong' | undefined;
  /** @default 'none' */
  readonly ikeFault?: Peer['ikeFault'] | undefined;
  /** Whether its BGP session comes up over a tunnel that is up. @default 'up' */
  readonly bgp?: 'up' | 'down' | undefined;
  /** Number of routes it advertises over BGP. @default 3 */
  readonly routes?: number | undefined;
  /** @default 'none' */
  readonly bgpFault?: Peer['bgpFault'] | undefined;
  /** Whether traffic comes from its side. @default true */
  readonly sends?: boolean | undefined;
}

export interface TunnelOptionsDescription {
  /** @default 'add' */
  readonly startupAction?: 'add' | 'start' | undefined;
  /** @default 40 */
  readonly dpdTimeoutSeconds?: number | undefined;
  /** @default 'clear' */
  readonly dpdTimeoutAction?: 'clear' | 'none' | 'restart' | undefined;
  /** @default ['ikev1', 'ikev2'] */
  readonly ikeVersions?: readonly ('ikev1' | 'ikev2')[] | undefined;
  /** @default false */
  readonly lifecycleControl?: boolean | undefined;
  /** Turns on the tunnel activity log. */
  readonly logGroupArn?: string | undefined;
  /** @default 'json' */
  readonly logOutputFormat?: TunnelLogOptions['logOutputFormat'];
  /** Turns on the BGP log. */
  readonly bgpLogGroupArn?: string | undefined;
  /** @default 'json' */
  readonly bgpLogOutputFormat?: TunnelLogOptions['bgpLogOutputFormat'];
}
