import { readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { leanSdk } from './lean-sdk.ts';

/** What one function's bundle is made of. */
export interface Bundle {
  readonly name: string;
  /** Absolute path of the folder that is deployed. */
  readonly folder: string;
  /** Absolute path of the module. */
  readonly file: string;
  readonly bytes: number;
  /** SDK clients in it: `ec2`, `dynamodb`, … */
  readonly awsClients: readonly string[];
  /** Every file that went in, relative to the root, with the bytes that it takes up. */
  readonly inputs: Readonly<Record<string, number>>;
}

export interface BundleReport {
  readonly bundles: readonly Bundle[];
}

export type Language = 'en' | 'ko';

export interface BundleOptions {
  /** Entry modules by function name. @default every `functions/<name>/index.ts` */
  readonly entries?: Readonly<Record<string, string>>;
  /** @default `dist/functions` at the root */
  readonly outdir?: string;
  /** Whose words go into the bundles. @default 'en' */
  readonly language?: Language;
}

export const rootFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles each function into `<outdir>/<name>/index.mjs`, a source map beside it. The same sources give the same bytes. */
export const bundleFunctions = async (options: BundleOptions = {}): Promise<BundleReport> => {
  const {
    entries = await findFunctions(),
    outdir = join(rootFolder, 'dist', 'functions'),
    language = 'en',
  } = options;
  const names = Object.keys(entries).sort();
  const folder = resolve(rootFolder, outdir);
  // All in one build: what they share is read once.
  const { metafile } = await build({
    absWorkingDir: rootFolder,
    entryPoints: names.map((name) => ({
      in: resolve(rootFolder, entries[name] ?? ''),
      out: `${name}/index`,
    })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    conditions: [...conditions[language]],
    mainFields: ['module', 'main'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
    plugins: [leanSdk],
  });
  return { bundles: names.map((name) => bundleOf(name, join(folder, name), metafile)) };
};

const findFunctions = async (): Promise<Readonly<Record<string, string>>> => {
  const folders = await readdir(join(rootFolder, 'functions'), { withFileTypes: true });
  const found: Record<string, string> = {};
  for (const folder of folders.filter((entry) => entry.isDirectory())) {
    const files = await readdir(join(rootFolder, 'functions', folder.name));
    if (files.includes('index.ts')) found[folder.name] = join('functions', folder.name, 'index.ts');
  }
  return found;
};

/** What `#words/…` of package.json stands for. esbuild's own condition "module" is gone once others are given. */
const conditions: Readonly<Record<Language, readonly string[]>> = {
  en: ['module'],
  ko: ['module', 'korean'],
};

const bundleOf = (name: string, folder: string, metafile: Metafile): Bundle => {
  const file = join(folder, 'index.mjs');
  return { name, folder, file, ...contentsOf(metafile, relative(rootFolder, file)) };
};

type Contents = Pick<Bundle, 'bytes' | 'awsClients' | 'inputs'>;

const contentsOf = (metafile: Metafile, file: string): Contents => {
  const output = metafile.outputs[file.replaceAll('\\', '/')];
  if (!output) throw new Error(`The bundler reports no output ${file}.`);
  const inputs = Object.fromEntries(
    Object.entries(output.inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput]),
  );
  const clients = Object.keys(inputs).flatMap((path) => /@aws-sdk\/client-([\w-]+)\//.exec(path)?.[1] ?? []);
  return { bytes: output.bytes, awsClients: [...new Set(clients)].sort(), inputs };
};
