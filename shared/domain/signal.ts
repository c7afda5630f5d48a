import type { EpochMs } from './time.ts';

/** A hint that something may have changed. It is never believed: it only says where to look. */
export type Signal = TickSignal | AlarmSignal | HealthSignal;

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
