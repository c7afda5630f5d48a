import { randomEstate } from '../estate/random-estate.ts';
import { languageOf } from '../functions/words.ts';
import { invariants } from '../invariants/all.ts';
import { createCalm } from '../invariants/calm.ts';
import { createChannel } from '../invariants/channel.ts';
import type { InvariantName } from '../invariants/invariant.ts';
import { createTruth } from '../invariants/truth.ts';
import { type Case, hoursOf, planOf } from './case.ts';
import { run, startAt } from './run.ts';

export interface Verdict {
  readonly hash: string;
  readonly violation: Violation | undefined;
  readonly lines: readonly string[];
}

export interface Violation {
  readonly invariant: InvariantName;
  readonly statement: string;
  readonly what: string;
}

/** Runs a case until its end, or until an invariant is violated. */
export const judgeRun = async (given: Case): Promise<Verdict> => {
  const { seed } = given;
  const estate = randomEstate(seed);
  const hours = hoursOf(estate, given.hours);
  const plan = planOf(given);
  const truth = createTruth();
  const channel = createChannel(estate.slackMode);
  const calm = createCalm(
    plan.filter((each) => each !== undefined),
    startAt,
  );
  const judges = invariants.map((invariant) => ({
    invariant,
    judge: invariant.watch({ estate, truth, calm, channel }),
  }));
  let violation: Violation | undefined;
  const history = await run({
    seed,
    hours,
    estate,
    plan,
    language: languageOf(seed),
    isOver: () => violation !== undefined,
    watch: (fact, at) => {
      truth.learn(fact, at);
      channel.learn(fact, at);
      for (const { invariant, judge } of judges) {
        const what = judge(fact, at);
        if (what === undefined || violation) continue;
        const { name, statement } = invariant;
        violation = { invariant: name, statement, what };
      }
    },
  });
  return { hash: history.hash(), violation, lines: history.lines() };
};
