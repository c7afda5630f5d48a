import type { Scenario } from './format/scenario.ts';

/** Region of what a scenario names none for. */
export const defaultRegion = 'us-east-1';

type Regional = Pick<Scenario, 'region' | 'regions' | 'estate' | 'steps'>;

/** The regions that Tunnelkeeper watches in a scenario, the hub first: those it asks for, or those with connections. */
export const watchedRegions = ({ region, regions, estate, steps }: Regional): readonly string[] => {
  if (regions) return regions;
  const hub = region ?? defaultRegion;
  const created = steps.flatMap(({ connectionCreated }) => connectionCreated ?? []);
  return [...new Set([hub, ...[...estate.connections, ...created].map((each) => each.region ?? hub)])];
};
