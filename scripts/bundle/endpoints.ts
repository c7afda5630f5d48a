import { type EndpointRules, endpointRulesOf, type SdkPartition, sdkPartitions } from './endpoint-rules.ts';
import {
  type Endpoint,
  hostKey,
  type IrregularHosts,
  type Partition,
  regularHost,
  type Variant,
} from './stand-ins/endpoint-resolver.ts';
import { standIn } from './stand-ins.ts';

/** The name under which the resolvers of all clients share the table of partitions. */
export const partitionsModule = 'lean-sdk:partitions';

export const partitionsSource = async (): Promise<string> =>
  `export const partitions = ${JSON.stringify((await sdkPartitions()).map(leanPartition))};\n`;

/** The source of a client's module `endpointResolver.js`: what its rules come to, without the rules. */
export const resolverSource = async (file: string): Promise<string> => {
  const [rules, partitions] = await Promise.all([endpointRulesOf(file), sdkPartitions()]);
  const prefix = prefixOf(rules);
  const irregular = irregularHosts(rules, prefix, partitions);
  return `import { createEndpointResolver } from ${standIn('endpoint-resolver')};
import { partitions } from ${JSON.stringify(partitionsModule)};
export const defaultEndpointResolver = createEndpointResolver(${JSON.stringify(prefix)}, partitions, ${JSON.stringify(irregular)});
`;
};

const leanPartition = ({ regionRegex, outputs }: SdkPartition): Partition => ({
  regions: regionRegex,
  domain: outputs.dnsSuffix,
  dualStackDomain: outputs.dualStackDnsSuffix,
});

const prefixOf = (rules: EndpointRules): string => {
  const [prefix] = hostOf(rules, 'eu-west-1', { fips: false, dualStack: false })?.split('.') ?? [];
  if (!prefix) throw new Error('An endpoint in eu-west-1 is needed, as an example.');
  return prefix;
};

const variants: readonly Variant[] = [false, true].flatMap((fips) =>
  [false, true].map((dualStack) => ({ fips, dualStack })),
);

const irregularHosts = (
  rules: EndpointRules,
  prefix: string,
  partitions: readonly SdkPartition[],
): IrregularHosts =>
  Object.fromEntries(
    partitions.flatMap((partition, index) =>
      variants.flatMap((variant): [string, string | null][] => {
        const host = hostOf(rules, aRegionOf(partition), variant);
        return host === regularHost(prefix, leanPartition(partition), variant)
          ? []
          : [[hostKey(index, variant), host]];
      }),
    ),
  );

const aRegionOf = ({ id, regions }: SdkPartition): string => {
  const region = Object.keys(regions).find((name) => !name.endsWith('-global'));
  if (!region) throw new Error(`The partition ${id} has no region.`);
  return region;
};

/** The host that the rules name, or `null` where they say that there is none. */
const hostOf = (rules: EndpointRules, region: string, variant: Variant): string | null => {
  const endpoint = answerOf(rules, region, variant);
  if (!endpoint) return null;
  const { url, ...more } = endpoint;
  if (url.href !== `https://${url.hostname}/` || JSON.stringify(more) !== plain) {
    throw new Error(`An endpoint is more than a host: ${url.href} ${JSON.stringify(more)}`);
  }
  return url.hostname.replace(region, '{Region}');
};

const plain = JSON.stringify({ properties: {}, headers: {} });

const answerOf = (rules: EndpointRules, Region: string, variant: Variant): Endpoint | null => {
  try {
    return rules({ Region, UseFIPS: variant.fips, UseDualStack: variant.dualStack });
  } catch {
    return null;
  }
};
