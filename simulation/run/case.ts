import type { Estate } from '../estate/estate.ts';
import { randomEstate } from '../estate/random-estate.ts';
import type { Disturbance } from '../plan/disturbance.ts';
import { randomPlan } from '../plan/random-plan.ts';

/** Everything that one run depends on. */
export interface Case {
  readonly seed: number;
  readonly hours: number;
  /** Which of the plan's disturbances happen, by index. @default all */
  readonly keep?: readonly number[] | undefined;
}

/** Simulated hours are dear where there are many connections, and their storms are over within one or two. */
export const hoursOf = ({ isLarge }: Estate, hours: number): number =>
  isLarge ? Math.ceil(hours / 4) : hours;

/** The plan of a case. What is left out becomes a gap, so that every disturbance keeps its number, and with it its luck. */
export const planOf = ({ seed, hours, keep }: Case): readonly (Disturbance | undefined)[] => {
  const estate = randomEstate(seed);
  return kept(randomPlan(seed, estate, hoursOf(estate, hours)), keep);
};

export const kept = (
  plan: readonly (Disturbance | undefined)[],
  keep: Case['keep'],
): readonly (Disturbance | undefined)[] => {
  if (!keep) return plan;
  const indexes = new Set(keep);
  return plan.map((disturbance, index) => (indexes.has(index) ? disturbance : undefined));
};

/** `17:24:0,5,9`: seed, hours, and what is kept of the plan. */
export const formatCase = ({ seed, hours, keep }: Case): string =>
  keep ? `${seed}:${hours}:${keep.join(',')}` : `${seed}:${hours}`;

export const parseCase = (text: string): Case | undefined => {
  const groups = /^(?<seed>\d{1,10}):(?<hours>[1-9]\d{0,3})(?<list>:[\d,]*)?$/.exec(text)?.groups;
  if (!groups) return undefined;
  const list = groups['list'];
  return {
    seed: Number(groups['seed']),
    hours: Number(groups['hours']),
    keep: list === undefined ? undefined : (list.match(/\d+/g) ?? []).map(Number),
  };
};
