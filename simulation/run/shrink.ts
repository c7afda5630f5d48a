import type { Case } from './case.ts';
import type { Verdict } from './judge-run.ts';

export interface Shrunk {
  readonly case: Case;
  readonly verdict: Verdict;
  /** Runs that it took. */
  readonly runs: number;
}

/**
 * The fewest disturbances that still violate the same invariant: leaves out halves, quarters, … of them, down to each single one,
 * for as long as that succeeds (delta debugging), then ends the run as early as it goes.
 */
export const shrink = async (
  found: Case,
  verdict: Verdict,
  judge: (given: Case) => Promise<Verdict>,
  plan: readonly unknown[],
  most = 400,
): Promise<Shrunk> => {
  const invariant = verdict.violation?.invariant;
  let best: Shrunk = { case: found, verdict, runs: 0 };
  let runs = 0;
  const fails = async (candidate: Case): Promise<boolean> => {
    runs += 1;
    const judged = await judge(candidate);
    if (judged.violation?.invariant !== invariant) return false;
    best = { case: candidate, verdict: judged, runs };
    return true;
  };
  let keep = plan.flatMap((disturbance, index) => (disturbance ? [index] : []));
  for (let size = Math.ceil(keep.length / 2); size >= 1 && runs < most; size = Math.floor(size / 2)) {
    for (let again = true; again && runs < most; ) {
      again = false;
      for (let from = 0; from < keep.length && runs < most; ) {
        const fewer = [...keep.slice(0, from), ...keep.slice(from + size)];
        if (await fails({ ...found, keep: fewer })) {
          keep = fewer;
          again = size === 1;
        } else {
          from += size;
        }
      }
    }
  }
  return { ...best, runs };
};
