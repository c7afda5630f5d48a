import type { RegionFinder } from '../../shared/ports/aws.ts';
import { createFailures, type Failures } from './failures.ts';

export interface FakeRegionFinder extends RegionFinder {
  all: readonly string[];
  calls: number;
  readonly failures: Failures;
}

export const createFakeRegionFinder = (all: readonly string[]): FakeRegionFinder => {
  const failures = createFailures();
  const fake: FakeRegionFinder = {
    all,
    calls: 0,
    failures,
    enabled: async () => {
      fake.calls += 1;
      failures.throwIfDue();
      return fake.all;
    },
  };
  return fake;
};
