import { execFile } from 'node:child_process';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundleFunctions } from '../scripts/bundle/bundle-functions.ts';
import { kilobytes, median, pairwiseRatio, table, times } from './figures.ts';

const root = join(import.meta.dirname, '..');
const ours = join(root, 'dist', 'bench', 'ours');
const defaults = join(root, 'dist', 'bench', 'default');

/** Cold imports of each of the two bundles of a function. */
export const coldPairs = 11;

/** What every function needs to start. */
const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  TABLE_NAME: 'bench',
  TOPIC_ARN: 'arn:aws:sns:us-east-1:111122223333:bench',
  RESTART_QUEUE_URL: 'http://127.0.0.1/bench',
  DIAGNOSIS_QUEUE_URL: 'http://127.0.0.1/bench',
  SLACK_QUEUE_URL: 'http://127.0.0.1/bench',
  SLACK_DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1/bench',
  SLACK_SECRET_NAME: 'bench',
  SLACK_CHANNEL: '#bench',
  ACCOUNT_ID: '111122223333',
  REGIONS: '["us-east-1"]',
  POLICY: '{"incident":{},"restart":{},"notices":{}}',
};

const probe = `
const started = performance.now();
await import(process.argv[1]);
console.log(JSON.stringify({ ms: performance.now() - started, kb: process.resourceUsage().maxRSS }));
process.exit(0);`;

interface Cold {
  readonly ms: number;
  readonly kb: number;
}

/** Bytes, cold import and peak memory of each function beside the default esbuild bundle of the same entry. */
export const benchBundles = async (progress: (line: string) => void): Promise<string> => {
  await bundleFunctions({ outdir: ours });
  const names = (await readdir(join(root, 'functions'))).toSorted();
  const rows: (readonly string[])[] = [];
  for (const name of names) {
    progress(`cold import of ${name}`);
    rows.push(await benchFunction(name));
  }
  return table(
    [
      'function',
      'bytes',
      'default',
      'bytes: default / ours',
      'cold import: default / ours',
      'peak memory: default / ours',
    ],
    rows,
  );
};

const benchFunction = async (name: string): Promise<readonly string[]> => {
  const lean = join(ours, name, 'index.mjs');
  const plain = await bundleByDefault(name);
  const [leanRuns, plainRuns]: [Cold[], Cold[]] = [[], []];
  for (let pair = 0; pair < coldPairs; pair += 1) {
    plainRuns.push(await coldImport(plain));
    leanRuns.push(await coldImport(lean));
  }
  const [leanBytes, plainBytes] = [(await stat(lean)).size, (await stat(plain)).size];
  return [
    name,
    kilobytes(leanBytes),
    kilobytes(plainBytes),
    times(plainBytes / leanBytes),
    times(
      pairwiseRatio(
        plainRuns.map(({ ms }) => ms),
        leanRuns.map(({ ms }) => ms),
      ),
    ),
    times(median(plainRuns.map(({ kb }) => kb)) / median(leanRuns.map(({ kb }) => kb))),
  ];
};

/** As esbuild bundles for Node when it is told nothing else; the banner is what the SDK then needs to load. */
const bundleByDefault = async (name: string): Promise<string> => {
  const outfile = join(defaults, name, 'index.mjs');
  await mkdir(join(defaults, name), { recursive: true });
  await build({
    entryPoints: [join(root, 'functions', name, 'index.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    outfile,
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
    },
    logLevel: 'silent',
  });
  return outfile;
};

const coldImport = async (file: string): Promise<Cold> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', probe, file], {
    env: environment,
  });
  return JSON.parse(stdout) as Cold;
};
