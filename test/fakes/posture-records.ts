import type { PostureRecord } from '../../shared/domain/posture/record.ts';
import type { PostureRecords } from '../../shared/ports/posture.ts';
import { createFailures, type Failures } from './failures.ts';
import { createStoredRows } from './stored-rows.ts';

export interface FakePostureRecords extends PostureRecords {
  readonly stored: PostureRecord | undefined;
  /** How often something was saved. */
  readonly saves: number;
  /** The next save loses the race; before it, `meanwhile` does what the winner has done. */
  loseNextSave(meanwhile: (records: PostureRecords) => Promise<unknown>): void;
  readonly failures: Failures;
}

export const createFakePostureRecords = (): FakePostureRecords => {
  const rows = createStoredRows(() => 0);
  const failures = createFailures();
  const lost: ((records: PostureRecords) => Promise<unknown>)[] = [];
  let saves = 0;
  const fake: FakePostureRecords = {
    failures,
    get stored() {
      return rows.read<PostureRecord>('POSTURE');
    },
    get saves() {
      return saves;
    },
    loseNextSave: (meanwhile) => {
      lost.push(meanwhile);
    },
    load: async () => {
      failures.throwIfDue();
      return rows.read<PostureRecord>('POSTURE');
    },
    save: async (record) => {
      failures.throwIfDue();
      const meanwhile = lost.shift();
      if (meanwhile) {
        await meanwhile(fake);
        return 'conflict';
      }
      const result = rows.save('POSTURE', record);
      if (result === 'saved') saves += 1;
      return result;
    },
  };
  return fake;
};
