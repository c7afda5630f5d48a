import type { EpochMs } from '../../shared/domain/time.ts';
import type { RestartLedger } from '../../shared/ports/records.ts';
import { createFailures, type Failures } from './failures.ts';

export interface FakeRestartLedger extends RestartLedger {
  attempts: readonly { readonly attemptId: string; readonly at: EpochMs }[];
  readonly failures: Failures;
}

export const createFakeRestartLedger = (): FakeRestartLedger => {
  const failures = createFailures();
  const fake: FakeRestartLedger = {
    attempts: [],
    failures,
    reserve: async (attempt, limit, since) => {
      failures.throwIfDue();
      const recent = fake.attempts.filter(({ at }) => at > since);
      if (recent.some(({ attemptId }) => attemptId === attempt.attemptId)) return 'reserved';
      if (recent.length >= limit) return 'exhausted';
      fake.attempts = [...recent, attempt];
      return 'reserved';
    },
  };
  return fake;
};
