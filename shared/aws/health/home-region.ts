type HomeRegions = readonly [active: string, passive: string];

const homes: readonly (readonly [prefix: string, regions: HomeRegions])[] = [
  ['cn-', ['cn-northwest-1', 'cn-north-1']],
  ['us-gov-', ['us-gov-west-1', 'us-gov-west-1']],
];

/**
 * The regions of a partition in which AWS Health answers for all of them: the one that does so by rule, and the one to
 * which AWS moves it in an emergency; twice the same where there is but one (AWS Health user guide, "Accessing the API").
 */
export const healthHomeRegions = (region: string): HomeRegions =>
  homes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? ['us-east-1', 'us-east-2'];

export const healthHomeRegion = (region: string): string => healthHomeRegions(region)[0];
