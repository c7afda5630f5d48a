import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../local/deployment/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The synthesized app with the bundles that would be deployed. */
    assemblyDirectory: string;
  }
}

/** Builds and synthesizes once for all tests that run the product. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const directory = await mkdtemp(join(tmpdir(), 'tunnelkeeper-test-'));
  project.provide('assemblyDirectory', await synthesize(directory));
  return () => rm(directory, { recursive: true, force: true });
};
