import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { edited, type Sabotage } from './sabotage.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Puts a sabotage into what is bundled. The sources stay as they are. */
export const sabotagePlugin = ({ name, edits }: Sabotage): Plugin => ({
  name: `without: ${name}`,
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const file = relative(root, path).replaceAll('\\', '/');
      const ofFile = edits.filter((edit) => edit.file === file);
      if (ofFile.length === 0) return undefined;
      return { contents: ofFile.reduce(edited, await readFile(path, 'utf8')), loader: 'ts' };
    });
  },
});
