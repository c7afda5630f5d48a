import { type Play, playScenario } from '../local/account/play.ts';
import { generateEstate } from '../local/scenario/estate.ts';
import type { Scenario } from '../local/scenario/format/scenario.ts';
import { loadScenario } from '../local/scenario/load.ts';
import { lastAnswerBytes } from './answer-bytes.ts';
import { kilobytes, median, table, tally, times } from './figures.ts';

const minuteMs = 60_000;

/** Sweeps that are timed for each number of connections. */
export const sweeps = 7;

const sizes = [1, 100, 1_000] as const;

/** The budget of a warm sweep of a healthy region, whatever the number of connections. */
const budget = '1 dynamodb Query, 1 ec2 DescribeVpnConnections';

interface Sweep {
  readonly ms: number;
  readonly calls: string;
  readonly answerBytes: number;
}

/** A warm sweep of a healthy region: its calls, the answer it reads, and how its time grows with the number of connections. */
export const benchSweep = async (
  assemblyDirectory: string,
  progress: (line: string) => void,
): Promise<string> => {
  const measured: (Sweep & { readonly connections: number })[] = [];
  for (const connections of sizes) {
    progress(`sweep of ${connections} connections`);
    measured.push({ connections, ...(await sweepOf(assemblyDirectory, connections)) });
  }
  const first = measured[0]?.ms ?? Number.NaN;
  return table(
    ['connections', 'calls of one sweep', 'answer of EC2', 'time against one connection'],
    measured.map(({ connections, ms, calls, answerBytes }) => [
      connections,
      calls,
      kilobytes(answerBytes),
      times(ms / first),
    ]),
  );
};

const sweepOf = async (assemblyDirectory: string, connections: number): Promise<Sweep> => {
  const quiet = loadScenario('quiet');
  const estate = generateEstate({ connections, region: 'us-east-1' }) as Scenario['estate'];
  const play = await playScenario({ ...quiet, estate }, { assemblyDirectory });
  try {
    await play.clock.run({ until: play.clock.now() + 2 * minuteMs + 30_000 });
    const runs: number[] = [];
    for (let sweep = 0; sweep < sweeps; sweep += 1) {
      const startedAt = performance.now();
      await playMinute(play);
      runs.push(performance.now() - startedAt);
    }
    const callsBefore = play.journal.of('call').length;
    const answerBytes = await lastAnswerBytes('ec2', () => playMinute(play));
    return { ms: median(runs), calls: callsSince(play, callsBefore), answerBytes };
  } finally {
    await play.close();
  }
};

/** The schedule sweeps once a minute. */
const playMinute = async (play: Play): Promise<void> => {
  await play.clock.run({ until: play.clock.now() + minuteMs });
};

const callsSince = (play: Play, callsBefore: number): string => {
  const calls = play.journal.of('call').slice(callsBefore);
  const counts = tally(calls.map((call) => `${call['service']} ${call['operation']}`));
  if (counts !== budget) throw new Error(`A warm sweep makes ${counts}; its budget is ${budget}.`);
  return counts;
};
