import type { Plugin } from 'esbuild';
import { editedFile, type Sabotage } from './sabotage.ts';

/** Puts a sabotage into what is bundled. The sources stay as they are. */
export const sabotagePlugin = ({ name, edits }: Sabotage): Plugin => ({
  name: `without: ${name}`,
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const contents = await editedFile(path, edits);
      return contents === undefined ? undefined : { contents, loader: 'ts' };
    });
  },
});
