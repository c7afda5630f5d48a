import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { leftOutModules } from './left-out.ts';
import { withoutRegions } from './partitions.ts';
import { asPureTables } from './pure-tables.ts';

/**
 * Leaves out of a bundle what an SDK client carries and a function never uses: the schemas of other operations, whole
 * modules, the names of regions, and all of the client's package.json but its version.
 */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup: (build) => {
    build.onLoad(
      { filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]\w+\.js$/ },
      async ({ path }) => ({
        contents: asPureTables(await readFile(path, 'utf8'), path),
        loader: 'js',
      }),
    );
    build.onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { readonly version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    build.onLoad({ filter: /[\\/]lib[\\/]aws[\\/]partitions\.js$/ }, async ({ path }) => ({
      contents: withoutRegions(await readFile(path, 'utf8'), path),
      loader: 'js',
    }));
    for (const [index, { imported, instead }] of leftOutModules.entries()) {
      build.onResolve({ filter: imported }, ({ path }) => ({ path, namespace: `left-out-${index}` }));
      build.onLoad({ filter: /.*/, namespace: `left-out-${index}` }, () => ({
        contents: instead,
        loader: 'js',
      }));
    }
  },
};
