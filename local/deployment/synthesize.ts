import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

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
  /** Whether Network Manager tells of tunnels, in place of what the configuration says. */
  readonly networkManager?: 'on' | 'off' | undefined;
}

/**
 * Bundles the functions and synthesizes the app exactly as the CDK CLI does: the same program, the same context, told by
 * the same variables where to write. Returns the folder of the cloud assembly.
 */
export const synthesize = async (
  outdir = join(root, 'dist', 'local-assembly'),
  { configFile, ...changes }: Synthesis = {},
): Promise<string> => {
  const cdk = JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8'));
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const isChanged = Object.values(changes).some((change) => change !== undefined);
  const config = isChanged ? await changedConfig(changes, outdir, configFile) : configFile;
  const env = {
    ...process.env,
    CDK_OUTDIR: outdir,
    CDK_CONTEXT_JSON: JSON.stringify(cdk.context ?? {}),
    ...(config !== undefined && { TUNNELKEEPER_CONFIG: resolve(config) }),
  };
  try {
    await promisify(execFile)(process.execPath, [join(root, 'infra', 'app.ts')], { cwd: root, env });
  } catch (error) {
    throw new SynthesisError(String((error as { stderr?: string }).stderr ?? error), { cause: error });
  }
  return outdir;
};

/** A copy of the configuration in which some things are different. */
const changedConfig = async (
  changes: Omit<Synthesis, 'configFile'>,
  outdir: string,
  configFile = join(root, 'tunnelkeeper.json'),
): Promise<string> => {
  const copy = join(outdir, 'tunnelkeeper.json');
  const config = JSON.parse(await readFile(configFile, 'utf8'));
  await writeFile(copy, JSON.stringify({ ...config, ...changes }));
  return copy;
};
