import type { OwnAlarms } from '../../shared/ports/aws.ts';
import { createFailures, type Failures } from './failures.ts';

export interface FakeOwnAlarms extends OwnAlarms {
  /** Names of raised alarms by region. */
  readonly names: Map<string, readonly string[]>;
  readonly failures: Failures;
}

export const createFakeOwnAlarms = (): FakeOwnAlarms => {
  const names = new Map<string, readonly string[]>();
  const failures = createFailures();
  return {
    names,
    failures,
    raised: async (region) => {
      failures.throwIfDue();
      return names.get(region) ?? [];
    },
  };
};
