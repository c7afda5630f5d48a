import type { PairVerdict } from '../pairs/judge-pair.ts';
import type { Case } from './case.ts';
import type { Violation } from './judge-run.ts';

/** `pairs`: each case with restarts and without. */
export type Task = 'runs' | 'pairs';

/** What a worker is given to run. */
export type Order = readonly Case[];

/** What it answers about each. */
export interface Answer {
  readonly case: Case;
  readonly hash: string;
  readonly violation: Violation | undefined;
  /** Of a pair. */
  readonly pair?: Pick<PairVerdict, 'byCause' | 'restarts'>;
}
