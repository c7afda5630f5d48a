import { execFile } from 'node:child_process';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { sandboxEnvironment } from '../local/lambda/sandbox-environment.ts';
import { loadDeployment } from '../local/template/load-deployment.ts';
import { bundleFunctions } from '../scripts/bundle/bundle-functions.ts';
import { kilobytes, median, pairwiseRatio, table, times } from './figures.ts';

const root = join(import.meta.dirname, '..');
const ours = join(root, 'dist', 'bench', 'ours');
const defaults = join(root, 'dist', 'bench', 'default');

/** Cold imports of each of the two bundles of a function. */
export const coldPairs = 11;

const probe = `
const started = performance.now();
await import(process.argv[1]);
console.log(JSON.stringify({ ms: performance.now() - started, kb: process.resourceUsage().maxRSS }));
process.exit(0);`;

type Environment = Readonly<Record<string, string>>;

/** The variables of all functions together: each finds its own among them. */
const environmentOf = async (directory: string): Promise<Environment> => {
  const { functions } = await loadDeployment({ directory, accountId: '111122223333', region: 'us-east-1' });
  return Object.assign(
    {},
    ...functions.map((each) => sandboxEnvironment(each, 'http://127.0.0.1:1', 'bench')),
  );
};

interface Cold {
  readonly ms: number;
  readonly kb: number;
}

/** Bytes, cold import and peak memory of each function beside the default esbuild bundle of the same entry. */
export const benchBundles = async (
  assemblyDirectory: string,
  progress: (line: string) => void,
): Promise<string> => {
  await bundleFunctions({ outdir: ours });
  const environment = await environmentOf(assemblyDirectory);
  const names = (await readdir(join(root, 'functions'))).toSorted();
  const rows: (readonly string[])[] = [];
  for (const name of names) {
    progress(`cold import of ${name}`);
    rows.push(await benchFunction(name, environment));
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

const benchFunction = async (name: string, environment: Environment): Promise<readonly string[]> => {
  const lean = join(ours, name, 'index.mjs');
  const plain = await bundleByDefault(name);
  const [leanRuns, plainRuns]: [Cold[], Cold[]] = [[], []];
  for (let pair = 0; pair < coldPairs; pair += 1) {
    plainRuns.push(await coldImport(plain, environment));
    leanRuns.push(await coldImport(lean, environment));
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

const coldImport = async (file: string, environment: Environment): Promise<Cold> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', probe, file], {
    env: environment,
  });
  return JSON.parse(stdout) as Cold;
};
