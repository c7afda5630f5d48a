import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { asPureTables } from './pure-tables.ts';

/**
 * Leaves out of a bundle what an SDK client carries and a function never uses: the schemas of other operations, the
 * credential chain, event streams, and all of the client's package.json but its version.
 */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup: (build) => {
    build.onLoad(
      { filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]\w+\.js$/ },
      async ({ path }) => ({
        contents: asPureTables(await readFile(path, 'utf8'), path),
        loader: 'js',
      }),
    );
    build.onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { readonly version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    build.onResolve(
      { filter: /^(?:@aws-sdk\/credential-provider-node|@smithy\/core\/event-streams)$/ },
      ({ path }) => ({
        path,
        namespace: 'left-out',
      }),
    );
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => {
      const contents = replacements[path];
      return contents === undefined ? undefined : { contents, loader: 'js' };
    });
  },
};

/** Both say so if they are ever reached: clients are given their credentials, and no operation in use streams events. */
const replacements: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': `export const defaultProvider = () => async () => {
    throw new Error('The credential chain is not bundled: give the client its credentials.');
  };`,
  '@smithy/core/event-streams': `export class EventStreamSerde {
    constructor() {
      throw new Error('Event streams are not bundled.');
    }
  }`,
};
