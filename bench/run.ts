import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../local/deployment/synthesize.ts';
import { benchBundles, coldPairs } from './bundles.ts';
import { benchSignal } from './signal.ts';
import { benchSweep, sweeps } from './sweep.ts';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs', 'benchmarks.md');

const help = `Usage: npm run bench

Measures the bundles, the sweep and the way from a signal to the publication, prints the result, and writes it to docs/benchmarks.md. Takes about a minute.
`;

const progress = (line: string): void => {
  process.stderr.write(`${line} …\n`);
};

const measure = async (): Promise<string> => {
  const assemblyDirectory = await synthesize(join(root, 'dist', 'bench', 'assembly'));
  const bundles = await benchBundles(progress);
  const sweep = await benchSweep(assemblyDirectory, progress);
  progress('signal to publication');
  const signal = await benchSignal(assemblyDirectory);
  return `# Benchmarks

Repeat them with \`npm ci && npm run bench\`; that writes this page. Times and memory are given as ratios within one run, because their absolute values say more about the machine than about the product. Counts are exact.

This run: ${availableParallelism()} cores, Node ${process.versions.node}.

## Bundles
Each function's bundle beside the one that esbuild makes of the same entry with default settings (minified). Above 1 × ours is the smaller or faster.

- Cold import: a fresh process imports the bundle; ${coldPairs} pairs in turn, median of the ratios pair by pair. Lambda bills the time of a cold start.
- Peak memory: of the same processes, Node itself included; ratio of the medians.

${bundles}

## Sweep
A warm sweep of a healthy region on the local account. A run stops with an error when the calls are any others than these.

- Answer of EC2: bytes of the answer to \`DescribeVpnConnections\`, HTTP headers included.
- Time: median of ${sweeps} sweeps, against that of one connection. The local account's own work, such as writing the answer, is in it: it is no measure of the function alone.

${sweep}

## From a signal to the publication
A tunnel falls between two sweeps, and its alarm is the first to tell. The AWS calls of the function for tunnel alarms before \`Publish\`: ${signal.length - 1}, in the order in which they were answered. The first two are started side by side, so that fewer are waited for one after another; \`test/scenarios/budgets.test.ts\` holds the look that all signals share to three.

${signal.map((operation) => `\`${operation}\``).join(' → ')}
`;
};

if (process.argv.includes('--help')) {
  process.stdout.write(help);
} else {
  const text = await measure();
  await writeFile(page, text);
  process.stdout.write(text);
}
