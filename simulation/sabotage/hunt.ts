import { rm } from 'node:fs/promises';
import { bundleWorker } from '../bundle/bundle.ts';
import type { Case } from '../run/case.ts';
import { runMany } from '../run/many.ts';
import type { Answer } from '../run/orders.ts';
import { sabotagePlugin } from './plugin.ts';
import { type Sabotage, showsItself } from './sabotage.ts';

/** Runs seeds without a rule until the invariant that it keeps misses it; undefined if none does. */
export const hunt = async (
  sabotage: Sabotage,
  cases: Iterable<Case>,
  jobs: number,
): Promise<Answer | undefined> => {
  const workerFile = await bundleWorker(`sabotage-${sabotage.name.replace(/\W+/g, '-')}`, [
    sabotagePlugin(sabotage),
  ]);
  let found: Answer | undefined;
  const judge = (answer: Answer): boolean => {
    if (answer.violation && showsItself(sabotage, answer.violation)) found ??= answer;
    return found === undefined;
  };
  await runMany(workerFile, cases, jobs, judge, sabotage.task);
  await rm(workerFile);
  await rm(`${workerFile}.map`);
  return found;
};
