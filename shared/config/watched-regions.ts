import { isRegionCode } from './regions.ts';

/** The word for every region that the account has enabled. */
export const allRegions = 'all';

/** What `regions` of the configuration comes to. */
export interface WatchedRegions {
  /** Where Tunnelkeeper itself runs. */
  readonly hub: string;
  /** Those that have a stack, the hub first. */
  readonly named: readonly string[];
  /** Whether every other region that the account has enabled is watched as well. */
  readonly others: boolean;
}

/** What people get who name no region anywhere. */
const defaultHub = 'us-east-1';

/** The first region that is named is the hub; where none is, the one that the environment of the deployment names. */
export const watchedRegions = (
  configured: typeof allRegions | readonly string[],
  environmentRegion: string | undefined,
): WatchedRegions => {
  const list = configured === allRegions ? [allRegions] : configured;
  const names = list.filter((region) => region !== allRegions);
  const [hub = environmentRegion ?? defaultHub] = names;
  return { hub, named: names.length > 0 ? names : [hub], others: list.includes(allRegions) };
};

/** The CDK's CLI sets the first from credentials and profile; the others are those of the AWS CLI and of the SDK. */
const variables = ['CDK_DEFAULT_REGION', 'AWS_REGION', 'AWS_DEFAULT_REGION'] as const;

export const environmentRegion = (
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined =>
  variables.map((name) => environment[name] ?? '').find((region) => isRegionCode(region));
