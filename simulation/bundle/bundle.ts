import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the body of a worker, the product in it, and returns its path. */
export const bundleWorker = async (name: string, plugins: readonly Plugin[] = []): Promise<string> => {
  const file = `${root}/dist/simulation/${name}.mjs`;
  await build({
    absWorkingDir: root,
    entryPoints: ['simulation/worker.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [...plugins],
  });
  return file;
};
