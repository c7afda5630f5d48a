import type { EpochMs } from '../contract.ts';

/** What runs beside the clock's own tasks: the functions, and the requests that they and operators make. */
export interface Quiescence {
  /** Resolves as soon as nothing can act any more at the present instant, or `isOver` says that nobody waits. */
  settled(isOver?: () => boolean): Promise<void>;
  /** True while an invocation has begun and not ended. */
  readonly invoking: boolean;
  /** When the next timer inside a function falls due. Holds after `settled`. */
  nextDueAt(): EpochMs | undefined;
  /** Tells the functions what time it is. */
  advanceTo(now: EpochMs): void;
  /** Fires the functions' timers that are due. */
  fireDue(): void;
}

/** For a clock that drives no functions. */
export const nothingBeside: Quiescence = {
  settled: () => new Promise((resolve) => setImmediate(resolve)),
  invoking: false,
  nextDueAt: () => undefined,
  advanceTo: () => {},
  fireDue: () => {},
};
