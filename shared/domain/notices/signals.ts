import type { HealthSignal } from '../signal.ts';
import type { EpochMs } from '../time.ts';
import type { VpnHealthEvent } from './vpn-health-event.ts';

/** The hints that an event gives: one for each connection that it names. */
export const signalsOf = (event: VpnHealthEvent, now: EpochMs): readonly HealthSignal[] =>
  event.connectionIds.map((connectionId) => ({
    kind: 'health',
    connectionId,
    topic: event.topic,
    at: event.startedAt ?? now,
    eventKey: event.eventKey,
  }));
