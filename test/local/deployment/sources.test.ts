import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { assemblySources } from '../../../local/deployment/synthesize.ts';
import { rootFolder } from '../../../scripts/bundle/bundle-functions.ts';
import { bundleSources, cachedBundles } from '../../../scripts/bundle/cached-bundles.ts';

const outside = (inputs: readonly string[], sources: readonly string[]): readonly string[] =>
  inputs.filter(
    (input) =>
      !input.includes('node_modules/') &&
      !sources.some((source) => input === source || input.startsWith(`${source}/`)),
  );

/** Modules that the bundler makes up are of its own sources. */
const files = (inputs: readonly string[]): readonly string[] =>
  inputs.map((input) => input.replace(/^replaced-\d+:/, '')).filter((input) => !/^[\w-]+:/.test(input));

it('nothing goes into a bundle by which it is not known', async () => {
  const { bundles } = await cachedBundles();
  const inputs = bundles.flatMap((bundle) => Object.keys(bundle.inputs));
  expect(inputs).toContain('functions/sweep/index.ts');
  expect(outside(files(inputs), bundleSources)).toEqual([]);
});

it('nothing goes into an assembly by which it is not known', async () => {
  const { metafile } = await build({
    absWorkingDir: rootFolder,
    entryPoints: ['infra/app.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outdir: 'unwritten',
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs).toContain('infra/add-stacks.ts');
  expect(outside(inputs, assemblySources)).toEqual([]);
});
