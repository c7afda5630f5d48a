import { bundleWorker } from '../bundle/bundle.ts';
import type { Case } from '../run/case.ts';
import { judgeRun } from '../run/judge-run.ts';
import { runMany } from '../run/many.ts';
import type { Answer } from '../run/orders.ts';
import { shrink } from '../run/shrink.ts';
import { sabotages } from '../sabotage/all.ts';
import { hunt } from '../sabotage/hunt.ts';
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
  if (given.replay) return replay(given.replay, io);
  return given.sabotage ? sabotageAll(given, io) : simulate(given, io);
};

const replay = async (given: Case, io: CliIo): Promise<0 | 1> => {
  const verdict = await judgeRun(given);
  for (const line of verdict.lines) io.out(`${line}\n`);
  io.out(`\nhistory ${verdict.hash}\n`);
  if (!verdict.violation) return 0;
  io.out(violationText(given, verdict));
  return 1;
};

const simulate = async (given: CliArguments, io: CliIo): Promise<0 | 1> => {
  const { seeds, hours, from, jobs } = given;
  const workerFile = await bundleWorker('worker');
  const progress = createProgress(io.err, seeds);
  const failed: Answer[] = [];
  const hashes = new Map<number, string>();
  await runMany(workerFile, casesOf(from, seeds, hours), jobs, (answer) => {
    progress.step();
    hashes.set(answer.case.seed, answer.hash);
    if (answer.violation) failed.push(answer);
    return failed.length === 0;
  });
  progress.end();
  const [first] = failed.toSorted((one, other) => one.case.seed - other.case.seed);
  if (first) {
    io.err(
      `Seed ${first.case.seed} violates ${first.violation?.invariant}. Looking for the shortest history …\n`,
    );
    const shrunk = await shrink(first.case, await judgeRun(first.case));
    io.out(violationText(shrunk.case, shrunk.verdict));
    return 1;
  }
  io.out(
    `${seeds} seeds of ${hours} hours, from ${from}: every invariant held. ${progress.seconds()} s.\n` +
      `history of seed ${from}: ${hashes.get(from)}\n`,
  );
  return 0;
};

/** Each sabotage has to be noticed, or the simulation is blind for what it takes away. */
const sabotageAll = async ({ seeds, hours, from, jobs }: CliArguments, io: CliIo): Promise<0 | 1> => {
  let missed = 0;
  for (const sabotage of sabotages) {
    const found = await hunt(sabotage, casesOf(from, seeds, hours), jobs);
    if (!found) missed += 1;
    const how = found
      ? `seed ${found.case.seed}, ${found.violation?.invariant}`
      : `NOT NOTICED within ${seeds} seeds`;
    io.out(`${sabotage.name}: ${how}\n`);
  }
  io.out(`${sabotages.length - missed} of ${sabotages.length} sabotages were noticed.\n`);
  return missed === 0 ? 0 : 1;
};

function* casesOf(from: number, seeds: number, hours: number): Iterable<Case> {
  for (let seed = from; seed < from + seeds; seed += 1) yield { seed, hours };
}
