import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('whether a restart can help is known to every function for less than 600 bytes', async () => {
  const { outputFiles } = await build({
    entryPoints: ['shared/domain/diagnosis/restart-helps.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  expect(outputFiles[0]?.contents.length).toBeLessThan(600);
});
