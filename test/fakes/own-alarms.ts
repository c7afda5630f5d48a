import type { SelfAlarm } from '../../shared/domain/message/self-alarms.ts';
import type { OwnAlarms } from '../../shared/ports/aws.ts';
import { createFailures, type Failures } from './failures.ts';

export interface FakeOwnAlarms extends OwnAlarms {
  /** By region. */
  readonly alarms: Map<string, readonly SelfAlarm[]>;
  readonly failures: Failures;
}

export const createFakeOwnAlarms = (): FakeOwnAlarms => {
  const alarms = new Map<string, readonly SelfAlarm[]>();
  const failures = createFailures();
  return {
    alarms,
    failures,
    list: async (region) => {
      failures.throwIfDue();
      return alarms.get(region) ?? [];
    },
  };
};
