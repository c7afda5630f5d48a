import type { Reading } from '../../domain/diagnosis/evidence.ts';
import { unreadOf } from './unread.ts';

/** Runs something after a while; what it returns stops it. Injected so that nothing in a test waits for real. */
export type StartTimer = (durationMs: number, run: () => void) => () => void;

export interface ReadingDeps {
  readonly startTimer: StartTimer;
  /** @default 3,000 */
  readonly deadlineMs?: number;
}

export const defaultDeadlineMs = 3_000;

/**
 * What is read, or why it is not. It never throws and is never late: what comes after the deadline, were it a failure, is
 * of no interest any more.
 */
export const readWithin = <Value>(
  { startTimer, deadlineMs = defaultDeadlineMs }: ReadingDeps,
  read: () => Promise<Value>,
): Promise<Reading<Value>> =>
  new Promise((resolve) => {
    const stop = startTimer(deadlineMs, () => resolve({ unread: { why: 'timed-out', code: '' } }));
    const settle = (reading: Reading<Value>): void => {
      stop();
      resolve(reading);
    };
    // Called within a promise, so that what throws at once is a failure like any other.
    Promise.resolve()
      .then(read)
      .then(
        (value) => settle({ value }),
        (error: unknown) => settle({ unread: unreadOf(error) }),
      );
  });
