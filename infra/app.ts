import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleFunctions } from '../scripts/bundle/bundle-functions.ts';
import { cachedBundles } from '../scripts/bundle/cached-bundles.ts';
import { addStacks } from './add-stacks.ts';
import { loadConfig } from './load-config.ts';
import { originOf, runbookUrlOf } from './runbook-url.ts';

const root = join(import.meta.dirname, '..');

const { config: configured, regions } = loadConfig(
  process.env['TUNNELKEEPER_CONFIG'] ?? join(root, 'tunnelkeeper.json'),
);
const config = { ...configured, runbookUrl: configured.runbookUrl ?? runbookUrlOf(originOf(root)) };

const functionsDirectory = await (async () => {
  if (process.env['TUNNELKEEPER_CACHED_BUNDLES'] === 'yes')
    return (await cachedBundles(config.language)).folder;
  const outdir = join(root, 'dist', 'functions');
  await bundleFunctions({ outdir, language: config.language });
  return outdir;
})();

const app = new App();
addStacks(app, config, functionsDirectory, regions);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
