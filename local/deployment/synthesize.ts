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
}

/**
 * Bundles the functions and synthesizes the app exactly as the CDK CLI does: the same program, the same context, told by
 * the same variables where to write. Returns the folder of the cloud assembly.
 */
export const synthesize = async (
  outdir = join(root, 'dist', 'local-assembly'),
  { configFile, regions }: Synthesis = {},
): Promise<string> => {
  const cdk = JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8'));
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const config = regions ? await withRegions(regions, outdir, configFile) : configFile;
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

/** A copy of the configuration, with other regions. */
const withRegions = async (
  regions: readonly string[],
  outdir: string,
  configFile = join(root, 'tunnelkeeper.json'),
): Promise<string> => {
  const copy = join(outdir, 'tunnelkeeper.json');
  const config = JSON.parse(await readFile(configFile, 'utf8'));
  await writeFile(copy, JSON.stringify({ ...config, regions }));
  return copy;
};
