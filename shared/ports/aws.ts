import type { TunnelAlarm, WantedAlarm } from '../domain/alarm-upkeep.ts';
import type { Connection, CustomerGateway } from '../domain/connection.ts';
import type { RestartCall } from '../domain/incident.ts';
import type { SelfAlarm } from '../domain/message/self-alarms.ts';
import type { EpochMs } from '../domain/time.ts';

export type { TunnelAlarm, WantedAlarm };

/** Where connections are looked at. */
export interface Connections {
  /** Every connection of the region, in one call. */
  list(region: string): Promise<readonly Connection[]>;
  /** Those of the given ids that exist, in one call; the others are absent from the answer. */
  find(region: string, connectionIds: readonly string[]): Promise<readonly Connection[]>;
}

/** Which regions there are for the account. */
export interface RegionFinder {
  /** Every region that the account has enabled. Throws where AWS names none. */
  enabled(): Promise<readonly string[]>;
}

export interface CustomerGateways {
  /** Those of the given ids that exist, in one call. */
  find(region: string, customerGatewayIds: readonly string[]): Promise<readonly CustomerGateway[]>;
}

export interface TunnelRef {
  readonly connectionId: string;
  readonly outsideIp: string;
}

/** What the `TunnelState` metric remembers. */
export interface TunnelHistory {
  /** What the metric has shown since then. A tunnel of which it has no data point is in neither list. */
  shownSince(region: string, tunnels: readonly TunnelRef[], since: EpochMs): Promise<TunnelsShown>;
}

export interface TunnelsShown {
  /** Above 0 at some time. */
  readonly up: readonly TunnelRef[];
  /** 0 all the time. */
  readonly neverUp: readonly TunnelRef[];
}

export interface TunnelRestart {
  readonly region: string;
  readonly connectionId: string;
  readonly outsideIp: string;
  readonly call: RestartCall;
}

/** `rejected`: certainly not done. `uncertain`: it may have been done; look before doing anything else. */
export type RestartCallOutcome =
  | { readonly call: 'accepted' }
  | { readonly call: 'busy' | 'rejected' | 'uncertain'; readonly errorCode: string };

export interface TunnelRestarter {
  /** Calls once, without any retry. Never throws for an answer or a silence of AWS. */
  restart(request: TunnelRestart): Promise<RestartCallOutcome>;
}

/** Alarms on Tunnelkeeper itself. */
export interface OwnAlarms {
  /** All of a region, whatever their state. */
  list(region: string): Promise<readonly SelfAlarm[]>;
}

export interface TunnelAlarms {
  /** Every alarm of the region that this product made, and no other. */
  list(region: string): Promise<readonly TunnelAlarm[]>;
  put(region: string, alarm: WantedAlarm): Promise<void>;
  /** At most 100 names. */
  remove(region: string, alarmNames: readonly string[]): Promise<void>;
  /** The dimension sets under which CloudWatch lists `TunnelState`, for the whole region. */
  metricDimensions(region: string): Promise<readonly Readonly<Record<string, string>>[]>;
}
