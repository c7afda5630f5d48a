import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../local/deployment/synthesize.ts';
import { benchBundles } from './bundles.ts';
import { benchSignal } from './signal.ts';
import { benchSweep } from './sweep.ts';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs', 'benchmarks.md');

const help = `Usage: npm run bench

Measures the bundles and the sweep, prints the result, and writes it to docs/benchmarks.md. Takes about a minute.
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

Repeat them with \`npm ci && npm run bench\`; that writes this page. Times are given as ratios within one run, taken pair by pair, because absolute times say more about the machine than about the product. Counts are exact and held by tests.

This run: ${availableParallelism()} cores, Node ${process.versions.node}.

## Bundles
Each function's bundle beside the one that esbuild makes of the same entry with default settings (minified). Cold import: a fresh process imports the bundle, 11 pairs in turn, median of the ratios. Fewer bytes load faster, and Lambda bills the time of a cold start.

${bundles}

## Sweep
A warm sweep of a healthy region on the local account, everything included: the answer that the account writes, the wire, the function.

${sweep}

## From a signal to the publication
The AWS calls of the function that tells of an outage at the first sight of it, in the order in which they reach AWS. The connections and the records are read side by side, then whatever adds detail side by side, then the incident is saved: three round trips one after another before \`Publish\`.

${signal}
`;
};

if (process.argv.includes('--help')) {
  process.stdout.write(help);
} else {
  const text = await measure();
  await writeFile(page, text);
  process.stdout.write(text);
}
