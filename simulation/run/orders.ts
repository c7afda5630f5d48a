import type { Case } from './case.ts';
import type { Violation } from './judge-run.ts';

/** What a worker is given to run. */
export type Order = readonly Case[];

/** What it answers about each. */
export interface Answer {
  readonly case: Case;
  readonly hash: string;
  readonly violation: Violation | undefined;
}
