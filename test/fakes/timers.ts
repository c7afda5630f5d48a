import type { StartTimer } from '../../shared/intake/evidence/reading.ts';

/** Timers that run when they are told to. */
export interface FakeTimers {
  readonly start: StartTimer;
  /** Durations of those that have been started and neither run nor stopped. */
  pending(): readonly number[];
  /** All that are pending are due. */
  runAll(): void;
}

export const createFakeTimers = (): FakeTimers => {
  const timers = new Map<number, { readonly durationMs: number; readonly run: () => void }>();
  let count = 0;
  return {
    start: (durationMs, run) => {
      count += 1;
      const id = count;
      timers.set(id, { durationMs, run });
      return () => {
        timers.delete(id);
      };
    },
    pending: () => [...timers.values()].map(({ durationMs }) => durationMs),
    runAll: () => {
      const due = [...timers.values()];
      timers.clear();
      for (const { run } of due) run();
    },
  };
};
