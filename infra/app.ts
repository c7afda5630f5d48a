import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleFunctions } from '../scripts/bundle/bundle-functions.ts';
import { addStacks } from './add-stacks.ts';
import { loadConfig } from './load-config.ts';

const root = join(import.meta.dirname, '..');
const functionsDirectory = join(root, 'dist', 'functions');

const config = loadConfig(process.env['TUNNELKEEPER_CONFIG'] ?? join(root, 'tunnelkeeper.json'));
await bundleFunctions({ outdir: functionsDirectory, language: config.language });

const app = new App();
addStacks(app, config, functionsDirectory);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
