import { hoursMs } from '../../shared/domain/time.ts';
import type { Estate } from '../estate/estate.ts';
import { randomEstate } from '../estate/random-estate.ts';
import { languageOf } from '../functions/words.ts';
import type { Disturbance } from '../plan/disturbance.ts';
import { type Case, hoursOf, kept } from '../run/case.ts';
import type { Verdict, Violation } from '../run/judge-run.ts';
import { epilogueMs, run, startAt } from '../run/run.ts';
import { type Comparison, compareOutages } from './compare.ts';
import { createOutageBook, type Outage } from './outages.ts';
import { pairPlan } from './pair-plan.ts';

/** A world that is lived through twice. */
export interface Pair {
  readonly seed: number;
  readonly hours: number;
  readonly estate: Estate;
  readonly plan: readonly (Disturbance | undefined)[];
}

export interface PairVerdict extends Verdict {
  readonly byCause: Comparison['byCause'];
  /** Restarts of the product that AWS received. */
  readonly restarts: number;
}

export const judgePair = async (given: Case): Promise<PairVerdict> => {
  const estate = randomEstate(given.seed);
  const { mode } = estate.policy.restart;
  return runPair({
    seed: given.seed,
    hours: hoursOf(estate, given.hours),
    estate: withMode(estate, mode === 'off' ? 'on' : mode),
    plan: planOfPair(given),
  });
};

/**
 * Runs a world twice, with restarts and without, and compares how long there was no traffic. Nothing but restarts reaches the world:
 * the world alone is what it is without them, and where none is made it is the same.
 */
export const runPair = async (pair: Pair): Promise<PairVerdict> => {
  const withThem = await follow(pair, true);
  const without = withThem.restarts === 0 ? withThem : await follow(pair, false);
  const { byCause, longer } = compareOutages(withThem.outages, without.outages);
  return {
    hash: withThem.hash,
    violation: longer && violationOf(longer),
    lines: merged(withThem.lines, without.lines),
    byCause,
    restarts: withThem.restarts,
  };
};

/** As `planOf` is to a single run. */
export const planOfPair = ({ seed, hours, keep }: Case): ReturnType<typeof pairPlan> => {
  const estate = randomEstate(seed);
  return kept(pairPlan(seed, estate, hoursOf(estate, hours)), keep);
};

const withMode = (estate: Estate, mode: Estate['policy']['restart']['mode']): Estate => ({
  ...estate,
  policy: { ...estate.policy, restart: { ...estate.policy.restart, mode } },
});

interface Followed {
  readonly hash: string;
  readonly outages: readonly Outage[];
  readonly restarts: number;
  readonly lines: readonly string[];
}

const follow = async ({ seed, hours, estate, plan }: Pair, isWatched: boolean): Promise<Followed> => {
  const book = createOutageBook(estate);
  let restarts = 0;
  const history = await run({
    seed,
    hours,
    estate,
    plan,
    language: languageOf(seed),
    isPrompt: true,
    isUnwatched: !isWatched,
    isOver: () => false,
    watch: (fact, at) => {
      book.learn(fact, at);
      if (fact.kind === 'restart-call' && fact.by !== 'person' && fact.effect === 'replaced') restarts += 1;
    },
  });
  const outages = book.close(startAt + hoursMs(hours) + epilogueMs);
  return { hash: history.hash(), outages, restarts, lines: history.lines() };
};

const violationOf = ({ outage, byMs }: NonNullable<Comparison['longer']>): Violation => {
  const { connectionId, cause, from, to } = outage;
  return {
    invariant: 'no-outage-is-longer',
    statement:
      'No outage is longer with restarts than without them, but for 20 seconds, or one restart where nothing had passed for an hour.',
    what: `${connectionId} carried no traffic for ${seconds(to - from)} s (${cause}), ${seconds(byMs)} s of it only because of restarts`,
  };
};

const seconds = (ms: number): string => (ms / 1_000).toFixed(0);

/** The history with restarts, and what the tunnels did without them beside it. */
const merged = (withThem: readonly string[], without: readonly string[]): readonly string[] =>
  [
    ...withThem,
    ...without
      .filter((line) => /^\d+ [\d.]+ is (?:up|down)$/.test(line))
      .map((line) => line.replace(' ', ' (without restarts) ')),
  ].toSorted((one, other) => timeOf(one) - timeOf(other));

const timeOf = (line: string): number => Number(line.slice(0, line.indexOf(' ')));
