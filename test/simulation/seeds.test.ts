import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { bundleWorker } from '../../simulation/bundle/bundle.ts';
import { type Case, formatCase } from '../../simulation/run/case.ts';
import { runMany } from '../../simulation/run/many.ts';

const hours = 8;

const casesFrom = (seed: number, count: number): readonly Case[] =>
  Array.from({ length: count }, (_, index) => ({ seed: seed + index, hours }));

/** Some seeds are always the same; the others are new with every run of the tests. */
const firstNewSeed = 1_000_000 + (Math.floor(Date.now() / 1_000) % 1_000_000_000);

it(`holds every invariant in 16 known runs and in 4 new ones from seed ${firstNewSeed}`, {
  timeout: 240_000,
}, async () => {
  const workerFile = await bundleWorker('test');
  const cases = [...casesFrom(1, 16), ...casesFrom(firstNewSeed, 4)];
  const violations: string[] = [];
  let runs = 0;
  await runMany(workerFile, cases, availableParallelism(), ({ case: given, violation }) => {
    runs += 1;
    if (violation) {
      violations.push(
        `${violation.invariant}: ${violation.what} (npm run simulate -- --replay ${formatCase(given)})`,
      );
    }
    return true;
  });
  expect(violations).toEqual([]);
  expect(runs).toBe(cases.length);
});
