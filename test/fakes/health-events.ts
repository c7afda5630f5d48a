import type { OpenHealthEvent } from '../../shared/domain/diagnosis/evidence.ts';
import type { HealthEvents } from '../../shared/ports/diagnosis.ts';
import { createFailures, type Failures } from './failures.ts';

export interface FakeHealthEvents extends HealthEvents {
  open: HealthEvents['open'];
  /** What is open or upcoming, the latest first, by region. */
  readonly events: Map<string, readonly OpenHealthEvent[]>;
  readonly asked: string[];
  readonly failures: Failures;
}

export const createFakeHealthEvents = (): FakeHealthEvents => {
  const failures = createFailures();
  const fake: FakeHealthEvents = {
    events: new Map(),
    asked: [],
    failures,
    open: async (region) => {
      fake.asked.push(region);
      failures.throwIfDue();
      return (fake.events.get(region) ?? []).slice(0, 10);
    },
  };
  return fake;
};
