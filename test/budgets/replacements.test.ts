import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { rootFolder } from '../../scripts/bundle/bundle-functions.ts';
import { leanSdk, replacements } from '../../scripts/bundle/lean-sdk.ts';

let inputs: readonly string[] = [];

beforeAll(async () => {
  const { metafile } = await build({
    absWorkingDir: rootFolder,
    entryPoints: ['test/budgets/adapters-entry.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    plugins: [leanSdk],
  });
  inputs = Object.keys(metafile.inputs);
});

describe('a replacement', () => {
  it.each(replacements.map(({ imported }, index) => [String(imported), index] as const))(
    'still has something to replace: %s',
    (_, index) => {
      expect(inputs.filter((input) => input.startsWith(`replaced-${index}:`))).not.toEqual([]);
    },
  );
});
