import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bundleSources } from '../../scripts/bundle/cached-bundles.ts';
import { fingerprintOf } from '../../scripts/cache/fingerprint.ts';
import { madeOnce } from '../../scripts/cache/made-once.ts';

const root = join(import.meta.dirname, '..', '..');

/** The synthesized app cannot be had; the message holds what the app itself printed. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}

export interface Synthesis {
  /** In place of `tunnelkeeper.json`. */
  readonly configFile?: string | undefined;
  /** In place of those of the configuration; the first is the hub. */
  readonly regions?: readonly string[] | undefined;
  /** What the environment names: the hub of a configuration that names none. @default 'us-east-1' */
  readonly hub?: string | undefined;
  /** Whether Network Manager tells of tunnels, in place of what the configuration says. */
  readonly networkManager?: 'on' | 'off' | undefined;
}

/** Everything that goes into an assembly, beside the configuration. */
export const assemblySources = [...bundleSources, 'infra', 'local/deployment', 'cdk.json'];

/**
 * Bundles the functions and synthesizes the app as the CDK CLI does: the same program, the same context but for the rules
 * of CloudFormation, told by the same variables where to write. Returns the folder of the cloud assembly, which is made
 * once for the same sources and the same configuration, and to which nobody may write.
 */
export const synthesize = async (
  { configFile, hub = 'us-east-1', ...changes }: Synthesis = {},
  interrupted?: AbortSignal,
): Promise<string> => {
  const file = configFile ?? join(root, 'tunnelkeeper.json');
  // The app itself says what is wrong with it.
  const text = await readFile(file, 'utf8').catch(() => '');
  const changed = Object.entries(changes).filter(([, value]) => value !== undefined);
  const config =
    changed.length > 0 ? JSON.stringify({ ...JSON.parse(text), ...Object.fromEntries(changed) }) : text;
  const key = await fingerprintOf(root, assemblySources, ['assembly', config, hub]);
  return await madeOnce(join(root, '.cache', 'assemblies'), key, async (outdir) => {
    const copy = join(outdir, 'tunnelkeeper.json');
    if (config !== text) await writeFile(copy, config);
    await runApp({ outdir, configFile: config === text ? file : copy, hub, signal: interrupted });
  });
};

interface AppRun {
  readonly outdir: string;
  readonly configFile: string;
  readonly hub: string;
  readonly signal: AbortSignal | undefined;
}

const runApp = async ({ outdir, configFile, hub, signal }: AppRun): Promise<void> => {
  const cdk = JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8'));
  const env = {
    ...process.env,
    CDK_OUTDIR: outdir,
    CDK_DEFAULT_REGION: hub,
    CDK_CONTEXT_JSON: JSON.stringify(cdk.context ?? {}),
    // Half of the time of a synthesis. Deployments do it, and a test does.
    CDK_VALIDATION: 'false',
    TUNNELKEEPER_CACHED_BUNDLES: 'yes',
    TUNNELKEEPER_CONFIG: resolve(configFile),
  };
  try {
    await promisify(execFile)(process.execPath, [join(root, 'infra', 'app.ts')], { cwd: root, env, signal });
  } catch (error) {
    throw new SynthesisError(String((error as { stderr?: string }).stderr ?? error), { cause: error });
  }
};
