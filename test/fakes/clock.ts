import type { EpochMs } from '../../shared/domain/time.ts';
import type { Now, Sleep } from '../../shared/ports/shell.ts';

/** Time that moves only when it is told to. */
export interface FakeClock {
  readonly now: Now;
  /** Moves the clock and returns at once. */
  readonly sleep: Sleep;
  readonly slept: readonly number[];
  set(at: EpochMs): void;
  advance(durationMs: number): void;
}

export const createFakeClock = (start: EpochMs): FakeClock => {
  let time = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    sleep: async (durationMs) => {
      slept.push(durationMs);
      time += durationMs;
    },
    set: (at) => {
      time = at;
    },
    advance: (durationMs) => {
      time += durationMs;
    },
  };
};
