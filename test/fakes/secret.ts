import type { Secret } from '../../shared/ports/secret.ts';
import { createFailures, type Failures } from './failures.ts';

export interface FakeSecret extends Secret {
  /** What is stored now; readers see it after a refresh. */
  value: string;
  readonly fetches: number;
  readonly failures: Failures;
}

export const createFakeSecret = (value: string): FakeSecret => {
  const failures = createFailures();
  let kept: string | undefined;
  let fetches = 0;
  const fake: FakeSecret = {
    value,
    failures,
    get fetches() {
      return fetches;
    },
    read: async () => kept ?? fake.refresh(),
    refresh: async () => {
      fetches += 1;
      failures.throwIfDue();
      kept = fake.value;
      return kept;
    },
  };
  return fake;
};
