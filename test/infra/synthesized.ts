import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addStacks, type Stacks } from '../../infra/add-stacks.ts';
import { parseConfig } from '../../shared/config/parse-config.ts';

const root = join(import.meta.dirname, '../..');

export const functionNames = [
  'health-event',
  'tunnel-alarm',
  'vpn-change',
  'sweep',
  'restart-tunnel',
  'diagnose',
  'review',
  'setup',
  'slack-notifier',
];

export type Properties = Readonly<Record<string, unknown>>;

export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Properties;
  readonly deletionPolicy: unknown;
  /** Logical ids. */
  readonly dependsOn: readonly string[];
}

export interface Synthesized {
  readonly stack: Stack;
  readonly template: Template;
  readonly resources: readonly Resource[];
  ofType(type: string): readonly Resource[];
}

/** The hub as it is deployed, but for the code of its functions, with the feature flags that the CLI would pass. */
export const synthesized = (settings: object = {}): Synthesized => synthesizedStacks(settings).hub;

/**
 * The hub, and the spokes in the order of their regions. With `validated`, the CDK holds every template against
 * CloudFormation's own rules, as it does before a deployment, and throws where one is broken.
 */
export const synthesizedStacks = (
  settings: object = {},
  { validated = false } = {},
): { readonly hub: Synthesized; readonly spokes: readonly Synthesized[] } => {
  const functionsDirectory = placeholderFunctions();
  try {
    const { hub, spokes } = createStacks(functionsDirectory, settings, validated);
    return { hub: synthesizedStack(hub), spokes: spokes.map(synthesizedStack) };
  } finally {
    rmSync(functionsDirectory, { recursive: true });
  }
};

const synthesizedStack = (stack: Stack): Synthesized => {
  const template = Template.fromStack(stack);
  const resources = Object.entries(template.toJSON()['Resources'] as Record<string, RawResource>).map(
    ([logicalId, raw]) => ({
      logicalId,
      type: raw.Type,
      properties: raw.Properties ?? {},
      deletionPolicy: raw.DeletionPolicy,
      dependsOn: [raw.DependsOn ?? []].flat(),
    }),
  );
  return { stack, template, resources, ofType: (type) => resources.filter((one) => one.type === type) };
};

interface RawResource {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly DeletionPolicy?: unknown;
  readonly DependsOn?: string | readonly string[];
}

const createStacks = (functionsDirectory: string, settings: object, validated: boolean): Stacks => {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  const config = parseConfig(JSON.stringify({ slack: { channel: '#vpn-alerts' }, ...settings }), 'test.json');
  return addStacks(
    new App({ context, builtinCloudFormationValidation: validated }),
    config,
    functionsDirectory,
  );
};

const placeholderFunctions = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'tunnelkeeper-functions-'));
  for (const name of functionNames) {
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, 'index.mjs'), `export const handler = async () => '${name}';\n`);
  }
  return directory;
};
