import type { LoggedEntry } from '../test/fakes/log.ts';

/** A function under fuzzing, with the events that it really gets. */
export interface Target {
  readonly name: string;
  readonly samples: readonly unknown[];
  /** A fresh one, on fakes; events may follow each other on it. */
  open(): Opened;
}

export interface Opened {
  handle(event: unknown): Promise<unknown>;
  /** Everything that has been logged so far, and what a sweep has decided without saying so. */
  readonly log: readonly LoggedEntry[];
}
