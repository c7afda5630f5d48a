import type { Synthesis } from '../deployment/synthesize.ts';
import type { Scenario } from './format/scenario.ts';
import { watchedRegions } from './regions.ts';

/** The configuration under which a scenario shows what it is about. */
export const synthesisFor = (scenario: Scenario): Synthesis => {
  const { networkManager = 'off' } = scenario.settings ?? {};
  return {
    regions: watchedRegions(scenario),
    networkManager: networkManager === 'off' ? undefined : 'on',
  };
};
