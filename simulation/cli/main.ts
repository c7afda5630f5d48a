import { bundleWorker } from '../bundle/bundle.ts';
import { judgePair, planOfPair } from '../pairs/judge-pair.ts';
import { createPairReport } from '../pairs/report.ts';
import { type Case, planOf } from '../run/case.ts';
import { judgeRun } from '../run/judge-run.ts';
import { runMany } from '../run/many.ts';
import type { Answer } from '../run/orders.ts';
import { type Shrunk, shrink } from '../run/shrink.ts';
import { sabotages } from '../sabotage/all.ts';
import { hunt } from '../sabotage/hunt.ts';
import { testedSabotages } from '../sabotage/tested.ts';
import { type CliArguments, parseArguments, usage } from './arguments.ts';
import { createProgress } from './progress.ts';
import { violationText } from './violation-text.ts';

export interface CliIo {
  out(text: string): void;
  err(text: string): void;
}

/** Runs what the command line asks for, and returns the exit code. */
export const main = async (argv: readonly string[], io: CliIo): Promise<0 | 1> => {
  const given = parseArguments(argv);
  if (given.help) {
    io.out(usage);
    return 0;
  }
  if (given.replay) return replay(given.replay, given.pairs, io);
  return given.sabotage ? sabotageAll(given, io) : simulate(given, io);
};

const replay = async (given: Case, pairs: boolean, io: CliIo): Promise<0 | 1> => {
  const verdict = await (pairs ? judgePair(given) : judgeRun(given));
  for (const line of verdict.lines) io.out(`${line}\n`);
  io.out(`\nhistory ${verdict.hash}\n`);
  if (!verdict.violation) return 0;
  io.out(violationText(given, verdict));
  return 1;
};

const simulate = async (given: CliArguments, io: CliIo): Promise<0 | 1> => {
  const { seeds, hours, from, jobs, pairs } = given;
  const workerFile = await bundleWorker('worker');
  const progress = createProgress(io.err, seeds);
  const report = createPairReport();
  const failed: Answer[] = [];
  const hashes = new Map<number, string>();
  await runMany(
    workerFile,
    casesOf(from, seeds, hours),
    jobs,
    (answer) => {
      progress.step();
      hashes.set(answer.case.seed, answer.hash);
      if (answer.pair) report.add(answer.pair.byCause, answer.pair.restarts);
      if (answer.violation) failed.push(answer);
      // The sums of pairs are of interest though one of them fails.
      return pairs || failed.length === 0;
    },
    pairs ? 'pairs' : 'runs',
  );
  progress.end();
  if (pairs) io.out(report.text());
  const [first, ...others] = failed.toSorted((one, other) => one.case.seed - other.case.seed);
  if (first) {
    for (const other of others) io.err(`Seed ${other.case.seed}: ${other.violation?.what}\n`);
    io.err(
      `Seed ${first.case.seed} violates ${first.violation?.invariant}. Looking for the shortest history …\n`,
    );
    const shrunk = await (pairs ? shrinkPair(first.case) : shrinkRun(first.case));
    io.out(violationText(shrunk.case, shrunk.verdict));
    return 1;
  }
  io.out(
    `${seeds} ${pairs ? 'pairs' : 'seeds'} of ${hours} hours, from ${from}: every invariant held. ${progress.seconds()} s.\n` +
      `history of seed ${from}: ${hashes.get(from)}\n`,
  );
  return 0;
};

const shrinkRun = async (found: Case): Promise<Shrunk> =>
  shrink(found, await judgeRun(found), judgeRun, planOf(found));

const shrinkPair = async (found: Case): Promise<Shrunk> =>
  shrink(found, await judgePair(found), judgePair, planOfPair(found));

/** Each sabotage has to be noticed, or the simulation, or the tests, are blind for what it takes away. */
const sabotageAll = async ({ seeds, hours, from, jobs, only }: CliArguments, io: CliIo): Promise<0 | 1> => {
  const ofRuns = sabotages.filter(({ name }) => name.includes(only));
  const ofTests = testedSabotages.filter(({ name }) => name.includes(only));
  let noticed = 0;
  const report = (name: string, how: string | undefined, tried: string): void => {
    if (how !== undefined) noticed += 1;
    io.out(`${name}: ${how ?? `NOT NOTICED ${tried}`}\n`);
  };
  for (const sabotage of ofRuns) {
    const found = await hunt(sabotage, casesOf(from, seeds, hours), jobs);
    report(
      sabotage.name,
      found && `seed ${found.case.seed}, ${found.violation?.invariant}`,
      `within ${seeds} seeds`,
    );
  }
  if (ofTests.length > 0) {
    // Not loaded for runs, which need none of it.
    const { huntByTests } = await import('../sabotage/by-tests.ts');
    const files = [...new Set(ofTests.flatMap(({ tests }) => tests))];
    const failing = await huntByTests({ edits: [], tests: files });
    if (failing !== undefined) throw new Error(`Without any sabotage a test fails: ${failing}`);
    for (const { name, edits, tests } of ofTests) {
      const found = await huntByTests({ edits, tests });
      report(name, found && `test "${found}"`, `by ${tests.join(', ')}`);
    }
  }
  const wanted = ofRuns.length + ofTests.length;
  io.out(`${noticed} of ${wanted} sabotages were noticed.\n`);
  return noticed === wanted ? 0 : 1;
};

function* casesOf(from: number, seeds: number, hours: number): Iterable<Case> {
  for (let seed = from; seed < from + seeds; seed += 1) yield { seed, hours };
}
