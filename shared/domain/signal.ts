import type { ConnectionChange } from './change.ts';
import type { EpochMs } from './time.ts';

/** A hint that something may have changed. It is never believed: it only says where to look. */
export type Signal = TickSignal | AlarmSignal | HealthSignal | ApiChangeSignal | NetworkManagerSignal;

export interface TickSignal {
  readonly kind: 'tick';
}

/** A `TunnelState` alarm changed its state. `INSUFFICIENT_DATA` and `OK` make us look as much as `ALARM` does. */
export interface AlarmSignal {
  readonly kind: 'alarm';
  readonly connectionId: string;
  readonly outsideIp: string | undefined;
  readonly state: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';
  readonly at: EpochMs;
}

/** AWS Health named this connection. */
export interface HealthSignal {
  readonly kind: 'health';
  readonly connectionId: string;
  readonly topic: HealthTopic;
  /** When AWS says that it happened. */
  readonly at: EpochMs;
  readonly eventKey: string;
}

export type HealthTopic = 'endpoint-replaced' | 'single-tunnel' | 'other';

/** CloudTrail has told of a call that changes this connection. */
export interface ApiChangeSignal {
  readonly kind: 'api-change';
  readonly connectionId: string;
  /** It is a restart that we have made ourselves. */
  readonly isOwn: boolean;
  readonly change: ConnectionChange;
}

/** AWS Network Manager has told of this connection. */
export interface NetworkManagerSignal {
  readonly kind: 'network-manager';
  readonly connectionId: string;
  readonly outsideIp: string | undefined;
  readonly news: NetworkManagerNews;
  readonly at: EpochMs;
}

export type NetworkManagerNews =
  | 'ipsec-down'
  | 'ipsec-up'
  | 'bgp-down'
  | 'bgp-established'
  | 'created'
  | 'deleted'
  | 'other';
