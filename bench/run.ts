import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../local/deployment/synthesize.ts';
import { benchBundles, coldPairs } from './bundles.ts';
import { benchDetection, hintAfterSeconds, synthesizeWithNetworkManager } from './detection.ts';
import { roundTripMs } from './exchanges.ts';
import { benchSignal } from './signal.ts';
import { benchSweep, largest, sweeps, usualHeapMb } from './sweep.ts';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs', 'benchmarks.md');

const help = `Usage: npm run bench

Measures the bundles, the sweep, the way from a signal to Slack and the time until a fall is seen and told, prints the result, and writes it to docs/benchmarks.md. Takes some minutes.
`;

const progress = (line: string): void => {
  process.stderr.write(`${line} …\n`);
};

const measure = async (): Promise<string> => {
  const outputDirectory = join(root, 'dist', 'bench');
  const assemblyDirectory = await synthesize(join(outputDirectory, 'assembly'));
  const bundles = await benchBundles(assemblyDirectory, progress);
  const sweep = await benchSweep(assemblyDirectory, progress);
  progress('signal to Slack, and detection');
  const withNetworkManager = await synthesizeWithNetworkManager(outputDirectory);
  const signal = await benchSignal(withNetworkManager);
  const detection = await benchDetection(withNetworkManager);
  return `# Benchmarks

Repeat them with \`npm ci && npm run bench\`; that writes this page. Times and memory are given as ratios within one run, because their absolute values say more about the machine than about the product. Counts are exact.

This run: ${availableParallelism()} cores, Node ${process.versions.node}.

## Bundles
Each function's bundle beside the one that esbuild makes of the same entry with default settings (minified). Above 1 × ours is the smaller or faster.

- Cold import: a fresh process imports the bundle; ${coldPairs} pairs in turn, median of the ratios pair by pair. Lambda bills the time of a cold start.
- Peak memory: of the same processes, Node itself included; ratio of the medians.

${bundles}

## Sweep
A warm sweep of a healthy region. The bundle of the function runs in a process of its own against the local account, which gives EC2's answer from memory. A run stops with an error when the calls are any others than these.

- Answers: bytes of the bodies. A connection is about as heavy as AWS's, its configuration document included.
- Own time: what the process computes, without what it waits for; median of ${sweeps} sweeps, against that of one connection. Beside it what each connection beyond the first costs, in absolute time.
- Peak memory: of the process, Node itself included. Its heap is held to ${usualHeapMb} MB; the function has 512 MB. ${largest.connections} connections in one region do not fit into that heap, and are measured with a heap of ${largest.heapMb} MB: whoever has several thousand of them in one region has to give the function more memory.

${sweep}

## From a signal to Slack
Both tunnels of a connection fall between two sweeps, and an alarm is the first to tell; the function of the alarms and that of Slack start cold. Requests to AWS and Slack on the local account, counted from the first one after the signal; each answer is held for a round trip of ${roundTripMs} ms.

- One after another: the longest row of requests of which each began after the one before had been answered. Those side by side do not add to the wait.
- Own time: in which no request was open, that is what the product itself takes, the start of the Slack function included. Against one round trip.

${signal}

## Detection
From the fall of a tunnel to the incident in the table (seen) and to the message in Slack (told), in virtual time. The tunnels fall 5 seconds after a sweep, so that the next one is as far away as it can be. Where there is a hint, it comes in ${hintAfterSeconds} seconds after the fall: how long AWS takes for it is not part of this. One tunnel down of two is told once it is confirmed: by an alarm or a Health event at once, else after two minutes.

${detection}
`;
};

if (process.argv.includes('--help')) {
  process.stdout.write(help);
} else {
  const text = await measure();
  await writeFile(page, text);
  process.stdout.write(text);
}
