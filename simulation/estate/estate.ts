import type { Policy } from '../../shared/domain/policy.ts';
import type { SlackMode } from '../../shared/slack/client.ts';

/** What there is before anything happens. */
export interface Estate {
  /** The hub. */
  readonly region: string;
  /** Where some of the connections are; the configuration names it, or the product has to find it. */
  readonly second?: { readonly region: string; readonly how: 'named' | 'found' } | undefined;
  /** One more, that is to be found as well: nothing is in it, and nobody of the account may look there. */
  readonly barred?: string | undefined;
  readonly accountId: string;
  readonly policy: Policy;
  readonly gateways: readonly Gateway[];
  readonly connections: readonly ConnectionPlan[];
  /** What the secret of Slack holds: a webhook can only post, and only into its own channel. */
  readonly slackMode: SlackMode;
  /** Many connections behind few gateways, so that many may fall together. */
  readonly isLarge: boolean;
}

/** A device at the other end. */
export interface Gateway {
  readonly customerGatewayId: string;
  /** Absent: known by its certificate alone. */
  readonly ipAddress: string | undefined;
  /** Starts IKE by itself as soon as it can. */
  readonly initiates: boolean;
  /** If nobody starts IKE, its traffic brings a tunnel up after this time. */
  readonly idleForMs: number;
}

export interface ConnectionPlan {
  readonly connectionId: string;
  readonly name: string;
  /** @default the hub */
  readonly region?: string;
  /** Index in `gateways`. */
  readonly gateway: number;
  readonly routing: 'static' | 'bgp';
  readonly accelerated: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly tunnels: readonly [TunnelPlan, TunnelPlan];
  /** Otherwise somebody creates it on the way. */
  readonly fromStart: boolean;
}

export interface TunnelPlan {
  readonly outsideIp: string;
  /** The gateway is configured for it. */
  readonly configured: boolean;
  readonly options: PlannedOptions;
}

export interface PlannedOptions {
  readonly startupAction: 'add' | 'start';
  readonly dpdTimeoutAction: 'clear' | 'none' | 'restart';
  readonly dpdTimeoutSeconds: number;
  readonly ikeVersions: readonly string[];
  readonly logs: boolean;
}

export const regionOf = (estate: Pick<Estate, 'region' | 'connections'>, connectionId: string): string =>
  estate.connections.find((plan) => plan.connectionId === connectionId)?.region ?? estate.region;

/** Those that the configuration names, the hub first. */
export const namedRegions = ({ region, second }: Estate): readonly string[] =>
  second?.how === 'named' ? [region, second.region] : [region];

export const allRegions = ({ region, second, barred }: Estate): readonly string[] => [
  region,
  ...(second ? [second.region] : []),
  ...(barred ? [barred] : []),
];

export const findsOthers = ({ second, barred }: Estate): boolean =>
  second?.how === 'found' || barred !== undefined;
