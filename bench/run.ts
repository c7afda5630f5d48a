import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../local/deployment/synthesize.ts';
import { benchBundles, coldPairs } from './bundles.ts';
import { benchDetection, hintAfterSeconds, synthesizeWithNetworkManager } from './detection.ts';
import { roundTripMs } from './exchanges.ts';
import { type Section, withSection } from './page.ts';
import { benchSignal } from './signal.ts';
import { benchStorm, plan as stormPlan } from './storm/storm.ts';
import { benchSweep, largest, sweeps, usualHeapMb } from './sweep.ts';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs', 'benchmarks.md');
const outputDirectory = join(root, 'dist', 'bench');

const progress = (line: string): void => {
  process.stderr.write(`${line} …\n`);
};

const bundles = async (): Promise<Section> => ({
  heading: 'Bundles',
  text: `Each function's bundle beside the one that esbuild makes of the same entry with default settings (minified). Above 1 × ours is the smaller or faster.

- Cold import: a fresh process imports the bundle; ${coldPairs} pairs in turn, median of the ratios pair by pair. Lambda bills the time of a cold start.
- Peak memory: of the same processes, Node itself included; ratio of the medians.

${await benchBundles(await synthesize(), progress)}`,
});

const sweep = async (): Promise<Section> => ({
  heading: 'Sweep',
  text: `A warm sweep of a healthy region. The bundle of the function runs in a process of its own against the local account, which gives EC2's answer from memory. A run stops with an error when the calls are any others than these.

- Answers: bytes of the bodies. A connection is about as heavy as AWS's, its configuration document included.
- Own time: what the process computes, without what it waits for; median of ${sweeps} sweeps, against that of one connection. Beside it what each connection beyond the first costs, in absolute time.
- Peak memory: of the process, Node itself included. Its heap is held to ${usualHeapMb} MB; the function has 512 MB. ${largest.connections} connections in one region do not fit into that heap, and are measured with a heap of ${largest.heapMb} MB: whoever has several thousand of them in one region has to give the function more memory.

${await benchSweep(await synthesize(), progress)}`,
});

const signal = async (): Promise<Section> => {
  progress('signal to Slack');
  return {
    heading: 'From a signal to Slack',
    text: `Both tunnels of a connection fall between two sweeps, and an alarm is the first to tell; the function of the alarms and that of Slack start cold. Requests to AWS and Slack on the local account, counted from the first one after the signal; each answer is held for a round trip of ${roundTripMs} ms.

- One after another: the longest row of requests of which each began after the one before had been answered. Those side by side do not add to the wait.
- Own time: in which no request was open, that is what the product itself takes, the start of the Slack function included. Against one round trip.

${await benchSignal(await synthesizeWithNetworkManager(outputDirectory))}`,
  };
};

const detection = async (): Promise<Section> => {
  progress('detection');
  return {
    heading: 'Detection',
    text: `From the fall of a tunnel to the incident in the table (seen) and to the message in Slack (told), in virtual time. The tunnels fall 5 seconds after a sweep, so that the next one is as far away as it can be. Where there is a hint, it comes in ${hintAfterSeconds} seconds after the fall: how long AWS takes for it is not part of this. One tunnel down of two is told once it is confirmed: by an alarm or a Health event at once, else after two minutes.

${await benchDetection(await synthesizeWithNetworkManager(outputDirectory))}`,
  };
};

const storm = async (): Promise<Section> => {
  const { fallingShare, backAfterMinutes, largeGateways, connectionsPerLargeGateway, smallSites } = stormPlan;
  return {
    heading: 'Storm',
    text: `${100 * fallingShare} % of all tunnels, drawn from a seed, fall within one minute, which begins 5 seconds after a sweep, and come up again by themselves after ${backAfterMinutes.join(' to ')} minutes, apart from those that Tunnelkeeper restarts. In each region ${largeGateways} devices have ${connectionsPerLargeGateway} connections each, and ${smallSites} have one. The deployment as it is synthesized, with its alarms, in virtual time on the local account; Slack takes one message a second for the channel and 50 edits a minute. AWS answers at once, so the times are those of schedules, guards and Slack. A run stops with an error unless every fall has its incident, each is closed, published to its end and shown in Slack as it ended, every message about a storm says that it is over, nothing is left in any queue, no function has failed, and the account's limit of restarts holds.

${await benchStorm(outputDirectory, progress)}`,
  };
};

const parts: Readonly<Record<string, () => Promise<Section>>> = { bundles, sweep, signal, detection, storm };

const help = `Usage: npm run bench [-- PART…]

Measures, prints the result, and writes it to docs/benchmarks.md: all parts, or those that are named, whose sections it then replaces. Takes some minutes, most of them for the storm.

Parts: ${Object.keys(parts).join(', ')}
`;

const head = `# Benchmarks

Repeat them with \`npm ci && npm run bench\`; that writes this page. \`npm run bench -- storm\` measures that part again and replaces its section. Times and memory are given as ratios within one run, because their absolute values say more about the machine than about the product. Counts and virtual time are exact.

This run: ${availableParallelism()} cores, Node ${process.versions.node}.
`;

const run = async (named: readonly string[]): Promise<void> => {
  const unknown = named.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    process.stderr.write(
      `No part is called ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}\n`,
    );
    process.exitCode = 1;
    return;
  }
  await mkdir(outputDirectory, { recursive: true });
  let text = named.length > 0 ? await readFile(page, 'utf8') : head;
  for (const [name, measure] of Object.entries(parts)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const section = await measure();
    text = withSection(text, section);
    process.stdout.write(`## ${section.heading}\n${section.text}\n\n`);
  }
  await writeFile(page, text);
};

if (process.argv.includes('--help')) process.stdout.write(help);
else await run(process.argv.slice(2));
