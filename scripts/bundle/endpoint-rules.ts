import { createRequire } from 'node:module';
import { build } from 'esbuild';
import type { Endpoint, EndpointParameters } from './stand-ins/endpoint-resolver.ts';

/** What a client's endpoint rules say to the parameters. Throws where there is no such endpoint. */
export type EndpointRules = (parameters: EndpointParameters) => Endpoint;

/** As the SDK generates it. */
export interface SdkPartition {
  readonly id: string;
  readonly regionRegex: string;
  readonly regions: Readonly<Record<string, unknown>>;
  readonly outputs: { readonly dnsSuffix: string; readonly dualStackDnsSuffix: string };
}

/** The rules that a client comes with, ready to be asked. `file` is its module `endpointResolver.js`. */
export const endpointRulesOf = async (file: string): Promise<EndpointRules> =>
  ((await load(file)) as { readonly defaultEndpointResolver: EndpointRules }).defaultEndpointResolver;

export const sdkPartitions = async (): Promise<readonly SdkPartition[]> => {
  const core = createRequire(import.meta.url)
    .resolve('@aws-sdk/core/client')
    .replace(/[\\/]dist-[\s\S]*$/, '');
  const file = `${core}/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js`;
  const { partitionsInfo } = (await load(file)) as {
    readonly partitionsInfo: { readonly partitions: readonly SdkPartition[] };
  };
  return partitionsInfo.partitions;
};

const loaded = new Map<string, Promise<unknown>>();

/** Every function asks for the same few files. */
const load = (file: string): Promise<unknown> => {
  const present = loaded.get(file) ?? bundleAndImport(file);
  loaded.set(file, present);
  return present;
};

/** The SDK's modules are written for bundlers: Node alone cannot import one of them. */
const bundleAndImport = async (file: string): Promise<unknown> => {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return await import(`data:text/javascript;base64,${source}`);
};
