import type { Measurement } from '../../shared/contracts/own-metrics.ts';
import type { OwnMetrics } from '../../shared/ports/shell.ts';

export interface FakeOwnMetrics extends OwnMetrics {
  readonly recorded: Measurement[];
  readonly published: number;
}

export const createFakeOwnMetrics = (): FakeOwnMetrics => {
  const recorded: Measurement[] = [];
  let published = 0;
  return {
    recorded,
    get published() {
      return published;
    },
    record: (measurement) => {
      recorded.push(measurement);
    },
    publish: () => {
      published += 1;
    },
  };
};
