import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');

/** The synthesized app cannot be had; the message holds what the app itself printed. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}

/**
 * Bundles the functions and synthesizes the app exactly as the CDK CLI does: the same program, the same context, told by
 * the same variables where to write. Returns the folder of the cloud assembly.
 */
export const synthesize = async (
  outdir = join(root, 'dist', 'local-assembly'),
  configFile?: string,
): Promise<string> => {
  const cdk = JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8'));
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const env = {
    ...process.env,
    CDK_OUTDIR: outdir,
    CDK_CONTEXT_JSON: JSON.stringify(cdk.context ?? {}),
    ...(configFile !== undefined && { TUNNELKEEPER_CONFIG: resolve(configFile) }),
  };
  try {
    await promisify(execFile)(process.execPath, [join(root, 'infra', 'app.ts')], { cwd: root, env });
  } catch (error) {
    throw new SynthesisError(String((error as { stderr?: string }).stderr ?? error), { cause: error });
  }
  return outdir;
};
