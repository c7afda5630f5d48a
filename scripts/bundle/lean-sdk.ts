import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Plugin, PluginBuild } from 'esbuild';
import { doubled } from './doubled.ts';
import { partitionsModule, partitionsSource, resolverSource } from './endpoints.ts';
import { leftOut } from './left-out.ts';
import { asPureTables } from './pure-tables.ts';
import type { Replacement } from './replacement.ts';
import { standIns } from './stand-ins.ts';

export const replacements: readonly Replacement[] = [...leftOut, ...doubled, ...standIns];

/**
 * Leaves out of a bundle what an SDK client carries and a function never uses: the schemas of other operations, the rules
 * of endpoints, whole modules, and all of the client's package.json but its version.
 */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup: (build) => {
    rewriteFiles(build);
    providePartitions(build);
    replaceModules(build);
  },
};

const rewriteFiles = (build: PluginBuild): void => {
  build.onLoad(
    { filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]\w+\.js$/ },
    async ({ path }) => ({
      contents: asPureTables(await readFile(path, 'utf8'), path),
      loader: 'js',
    }),
  );
  build.onLoad(
    { filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]endpoint[\\/]endpointResolver\.js$/ },
    async ({ path }) => ({ contents: await resolverSource(path), loader: 'js' }),
  );
  build.onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
    const { version } = JSON.parse(await readFile(path, 'utf8')) as { readonly version: string };
    return { contents: JSON.stringify({ version }), loader: 'json' };
  });
};

const providePartitions = (build: PluginBuild): void => {
  const namespace = 'partitions';
  build.onResolve({ filter: new RegExp(`^${partitionsModule}$`) }, ({ path }) => ({ path, namespace }));
  build.onLoad({ filter: /.*/, namespace }, async () => ({
    contents: await partitionsSource(),
    loader: 'js',
  }));
};

const replaceModules = (build: PluginBuild): void => {
  for (const [index, { imported, instead }] of replacements.entries()) {
    const namespace = `replaced-${index}`;
    build.onResolve({ filter: imported }, ({ path, resolveDir }) => ({
      // Clients have modules of the same name: the folder tells them apart.
      path: relative(build.initialOptions.absWorkingDir ?? process.cwd(), join(resolveDir, path)),
      namespace,
      pluginData: resolveDir,
    }));
    build.onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({
      contents: instead,
      resolveDir: pluginData as string,
      loader: 'js',
    }));
  }
};
