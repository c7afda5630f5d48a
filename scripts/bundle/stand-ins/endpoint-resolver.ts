export interface Partition {
  /** Matches the names of its regions. */
  readonly regions: string;
  readonly domain: string;
  readonly dualStackDomain: string;
}

/** Which of the endpoints of a service in a region. */
export interface Variant {
  readonly fips: boolean;
  readonly dualStack: boolean;
}

/** The hosts of a service that are not as `regularHost` says, by `hostKey`; `null`: there is none. */
export type IrregularHosts = Readonly<Record<string, string | null>>;

export interface EndpointParameters {
  readonly Region?: string | undefined;
  readonly Endpoint?: string | undefined;
  readonly UseFIPS?: boolean;
  readonly UseDualStack?: boolean;
  /** DynamoDB has endpoints of an account. Either of these leads there. */
  readonly AccountId?: string | undefined;
  readonly ResourceArn?: string | undefined;
}

export interface Endpoint {
  readonly url: URL;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
}

const regionPlaceholder = '{Region}';

export const regularHost = (prefix: string, partition: Partition, { fips, dualStack }: Variant): string =>
  `${prefix}${fips ? '-fips' : ''}.${regionPlaceholder}.${dualStack ? partition.dualStackDomain : partition.domain}`;

/** `2`, `2-fips`, `2-fips-dual` */
export const hostKey = (partition: number, { fips, dualStack }: Variant): string =>
  `${partition}${fips ? '-fips' : ''}${dualStack ? '-dual' : ''}`;

/** Takes the place of a client's endpoint rules, of what interprets them, and of the table of all regions. */
export const createEndpointResolver = (
  prefix: string,
  partitions: readonly Partition[],
  irregular: IrregularHosts,
): ((parameters: EndpointParameters) => Endpoint) => {
  const hostIn = (region: string, variant: Variant): string => {
    // A region that no pattern matches belongs to the first partition.
    const index = Math.max(
      0,
      partitions.findIndex(({ regions }) => new RegExp(regions).test(region)),
    );
    const partition = partitions[index];
    const host = irregular[hostKey(index, variant)];
    if (!partition || host === null) throw new Error(`${prefix} has no such endpoint in ${region}.`);
    return (host ?? regularHost(prefix, partition, variant)).replace(regionPlaceholder, region);
  };
  return ({ Region, Endpoint, UseFIPS: fips = false, UseDualStack: dualStack = false, ...account }) => {
    if (Endpoint && (fips || dualStack)) {
      const name = fips ? 'FIPS' : 'Dualstack';
      throw new Error(`Invalid Configuration: ${name} and custom endpoint are not supported`);
    }
    if (!Endpoint && !Region) throw new Error('Invalid Configuration: Missing Region');
    if (!Endpoint && (account.AccountId || account.ResourceArn?.startsWith('arn:'))) {
      throw new Error('The endpoints of an account are not bundled.');
    }
    const url = new URL(Endpoint || `https://${hostIn(Region ?? '', { fips, dualStack })}`);
    return { url, properties: {}, headers: {} };
  };
};
