import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleFunctions } from '../scripts/bundle/bundle-functions.ts';
import { loadConfig } from './load-config.ts';
import { TunnelkeeperStack } from './tunnelkeeper-stack.ts';

const root = join(import.meta.dirname, '..');
const functionsDirectory = join(root, 'dist', 'functions');

const config = loadConfig(process.env['TUNNELKEEPER_CONFIG'] ?? join(root, 'tunnelkeeper.json'));
await bundleFunctions({ outdir: functionsDirectory, language: config.language });

const app = new App();
new TunnelkeeperStack(app, 'Tunnelkeeper', {
  description:
    'Watches every Site-to-Site VPN tunnel of the account and restarts a tunnel where that is safe',
  env: { region: config.regions[0] },
  config,
  functionsDirectory,
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
