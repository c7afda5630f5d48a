const homes: readonly (readonly [prefix: string, home: string])[] = [
  ['cn-', 'cn-northwest-1'],
  ['us-gov-', 'us-gov-west-1'],
];

/** The one region of a partition in which AWS Health answers for all of them (AWS Health user guide, "Accessing the API"). */
export const healthHomeRegion = (region: string): string =>
  homes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'us-east-1';
