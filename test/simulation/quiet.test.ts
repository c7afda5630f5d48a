import { describe, expect, it } from 'vitest';
import { randomEstate } from '../../simulation/estate/random-estate.ts';
import type { Fact } from '../../simulation/facts.ts';
import { languageOf } from '../../simulation/functions/words.ts';
import { planOf } from '../../simulation/run/case.ts';
import { run } from '../../simulation/run/run.ts';

const isOfSweeps = (fact: Fact): boolean =>
  fact.kind === 'described' ||
  (fact.kind === 'invocation' && fact.function === 'sweep') ||
  ('invocation' in fact && fact.invocation?.startsWith('traffic:') === true);

const factsOf = async (seed: number, everySweep: boolean) => {
  const hours = 8;
  let sweeps = 0;
  const others: string[] = [];
  await run({
    seed,
    hours,
    estate: randomEstate(seed),
    plan: planOf({ seed, hours }),
    language: languageOf(seed),
    everySweep,
    isOver: () => false,
    watch: (fact, at) => {
      if (isOfSweeps(fact)) sweeps += 1;
      else others.push(`${at} ${JSON.stringify(fact)}`);
    },
  });
  return { sweeps, others };
};

describe('sweeps that would do nothing', () => {
  it.each([2, 5])('are not missed by anybody (seed %i)', async (seed) => {
    const every = await factsOf(seed, true);
    const some = await factsOf(seed, false);
    expect(some.others).toEqual(every.others);
    expect(some.sweeps).toBeLessThan(every.sweeps);
  });
});
