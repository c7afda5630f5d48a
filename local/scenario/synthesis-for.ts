import type { Synthesis } from '../deployment/synthesize.ts';
import type { Scenario } from './format/scenario.ts';
import { defaultRegion } from './regions.ts';

/** The configuration under which a scenario shows what it is about. */
export const synthesisFor = ({ region, regions, settings }: Scenario): Synthesis => {
  const { networkManager = 'off' } = settings ?? {};
  return {
    regions,
    hub: region ?? defaultRegion,
    networkManager: networkManager === 'off' ? undefined : 'on',
  };
};
