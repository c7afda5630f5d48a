import { type Play, playScenario } from '../local/account/play.ts';
import type { JournalEntry } from '../local/contract.ts';
import { generateEstate } from '../local/scenario/estate.ts';
import type { Scenario } from '../local/scenario/format/scenario.ts';
import { loadScenario } from '../local/scenario/load.ts';
import { median, table, times } from './figures.ts';

const minuteMs = 60_000;
const sweeps = 7;

const sizes = [1, 100, 1_000] as const;

/** A warm sweep of a healthy region: its calls, and how its time grows with the number of connections. */
export const benchSweep = async (
  assemblyDirectory: string,
  progress: (line: string) => void,
): Promise<string> => {
  const measured: { connections: number; ms: number; calls: string }[] = [];
  for (const connections of sizes) {
    progress(`sweep of ${connections} connections`);
    measured.push({ connections, ...(await sweepOf(assemblyDirectory, connections)) });
  }
  const first = measured[0]?.ms ?? Number.NaN;
  return table(
    ['connections', 'calls of one sweep', 'time against one connection'],
    measured.map(({ connections, ms, calls }) => [connections, calls, times(ms / first)]),
  );
};

const sweepOf = async (assemblyDirectory: string, connections: number) => {
  const quiet = loadScenario('quiet');
  const estate = generateEstate({ connections, region: 'us-east-1' }) as Scenario['estate'];
  const play = await playScenario({ ...quiet, estate }, { assemblyDirectory });
  try {
    await play.clock.run({ until: play.clock.now() + 2 * minuteMs + 30_000 });
    const runs: number[] = [];
    for (let sweep = 0; sweep < sweeps; sweep += 1) {
      const startedAt = performance.now();
      await play.clock.run({ until: play.clock.now() + minuteMs });
      runs.push(performance.now() - startedAt);
    }
    return { ms: median(runs), calls: countsOf(lastSweep(play)) };
  } finally {
    await play.close();
  }
};

const lastSweep = (play: Play): readonly JournalEntry[] => {
  const calls = play.journal.of('call');
  return calls.filter(({ at }) => at === calls.at(-1)?.at);
};

const countsOf = (calls: readonly JournalEntry[]): string => {
  const counts = new Map<string, number>();
  for (const call of calls) {
    const name = `${call['service']} ${call['operation']}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => `${count} ${name}`)
    .toSorted()
    .join(', ');
};
