import type { QueueControl } from '../../../shared/ports/queue.ts';
import { createFailures, type Failures } from '../../fakes/failures.ts';

export interface FakeQueue extends QueueControl {
  readonly delays: (readonly [receiptHandle: string, delaySeconds: number])[];
  readonly deadLetters: (readonly [body: string, reason: string])[];
  readonly failures: Failures;
}

export const createFakeQueue = (): FakeQueue => {
  const failures = createFailures();
  const delays: FakeQueue['delays'] = [];
  const deadLetters: FakeQueue['deadLetters'] = [];
  return {
    failures,
    delays,
    deadLetters,
    delay: async (receiptHandle, delaySeconds) => {
      failures.throwIfDue();
      delays.push([receiptHandle, delaySeconds]);
    },
    deadLetter: async (body, reason) => {
      failures.throwIfDue();
      deadLetters.push([body, reason]);
    },
  };
};
