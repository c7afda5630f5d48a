import { daysMs } from '../../shared/domain/time.ts';
import type { SlackDeliveries, SlackDelivery } from '../../shared/ports/records.ts';
import type { Now } from '../../shared/ports/shell.ts';
import { createFailures, type Failures } from './failures.ts';
import { createStoredRows } from './stored-rows.ts';

export interface FakeSlackDeliveries extends SlackDeliveries {
  readonly failures: Failures;
  /** The next `times` saves lose the race. */
  loseNextSaves(times: number): void;
}

export const createFakeSlackDeliveries = (now: Now = Date.now): FakeSlackDeliveries => {
  const rows = createStoredRows(now);
  const failures = createFailures();
  let lost = 0;
  return {
    failures,
    loseNextSaves: (times) => {
      lost += times;
    },
    load: async (subjectId) => {
      failures.throwIfDue();
      return rows.read<SlackDelivery>(subjectId);
    },
    save: async (delivery) => {
      failures.throwIfDue();
      if (lost > 0) {
        lost -= 1;
        return 'conflict';
      }
      return rows.save(delivery.subjectId, delivery, now() + daysMs(90));
    },
  };
};
