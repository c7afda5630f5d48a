import { playScenario } from '../local/account/play.ts';
import { generateEstate } from '../local/scenario/estate.ts';
import type { Scenario } from '../local/scenario/format/scenario.ts';
import { loadScenario } from '../local/scenario/load.ts';
import { SweepTask } from '../shared/contracts/schedule.ts';
import { kilobytes, median, megabytes, table, tally, times } from './figures.ts';
import { type FunctionUse, useOf } from './function-process.ts';
import { type Call, type ReplayServer, startReplayServer } from './replay-server.ts';

/** Warm sweeps that are measured for each number of connections. */
export const sweeps = 3;

/** The largest estate does not fit into the heap that the others are measured with. */
export const usualHeapMb = 128;

export const largest = { connections: 10_000, heapMb: 512 };

const sizes = [1, 100, 1_000, largest.connections] as const;

/** Of a warm sweep of a healthy region, whatever the number of connections. */
const budget = '1 dynamodb Query, 1 ec2 DescribeVpnConnections';

interface Measured {
  readonly connections: number;
  readonly calls: readonly Call[];
  readonly ownMs: number;
  readonly peakKilobytes: number;
}

/** Warm sweeps of a healthy region: their calls, the answers they read, and how time and memory grow. */
export const benchSweep = async (
  assemblyDirectory: string,
  progress: (line: string) => void,
): Promise<string> => {
  const measured: Measured[] = [];
  for (const connections of sizes) {
    progress(`sweep of ${connections} connections`);
    measured.push(await sweepOf(assemblyDirectory, connections));
  }
  const first = measured[0];
  if (!first) throw new Error('Nothing has been measured.');
  return table(
    [
      'connections',
      'calls of one sweep',
      'answer of EC2',
      'answer of the table',
      'own time',
      'for each connection',
      'peak memory',
    ],
    measured.map((each) => [
      each.connections,
      tally(each.calls.map(({ operation }) => operation)),
      kilobytes(bytesOf(each.calls, 'ec2')),
      kilobytes(bytesOf(each.calls, 'dynamodb')),
      times(each.ownMs / first.ownMs),
      perConnection(each, first),
      `${megabytes(each.peakKilobytes * 1_024)} (${times(each.peakKilobytes / first.peakKilobytes)})`,
    ]),
  );
};

/** What each connection beyond the first costs. */
const perConnection = (each: Measured, first: Measured): string =>
  each === first ? '–' : `${((1_000 * (each.ownMs - first.ownMs)) / (each.connections - 1)).toFixed(0)} µs`;

const bytesOf = (calls: readonly Call[], service: string): number =>
  calls
    .filter(({ operation }) => operation.startsWith(service))
    .reduce((sum, { answerBytes }) => sum + answerBytes, 0);

const sweepOf = async (assemblyDirectory: string, connections: number): Promise<Measured> => {
  const estate = generateEstate({ connections, region: 'us-east-1' }) as Scenario['estate'];
  const play = await playScenario({ ...loadScenario('quiet'), estate }, { assemblyDirectory });
  const server = await startReplayServer(play.endpointUrl);
  try {
    const sweep = play.deployment.functions.find(({ name }) => name.includes('SweepFunction'));
    if (!sweep) throw new Error('The template has no function that sweeps.');
    const heapMb = connections === largest.connections ? largest.heapMb : usualHeapMb;
    const run = (count: number): Promise<FunctionUse> =>
      useOf(
        sweep,
        server.url,
        Array.from({ length: count }, () => ({ task: SweepTask.look })),
        heapMb,
      );
    // The first sweep remembers which tunnels have been up.
    await run(1);
    const { invocations, peakKilobytes } = await run(1 + sweeps);
    return {
      connections,
      calls: lastSweep(server),
      ownMs: median(invocations.slice(1).map(({ ownMs }) => ownMs)),
      peakKilobytes,
    };
  } finally {
    server.close();
    await play.close();
  }
};

const lastSweep = ({ calls }: ReplayServer): readonly Call[] => {
  const last = calls.slice(-2);
  const counts = tally(calls.slice(-2 * sweeps).map(({ operation }) => operation));
  const wanted = budget.replaceAll('1 ', `${sweeps} `);
  if (counts !== wanted) throw new Error(`${sweeps} warm sweeps make ${counts}; their budget is ${wanted}.`);
  return last;
};
