import type { Config } from '../shared/config/config-schema.ts';
import type { WatchedRegions } from '../shared/config/watched-regions.ts';
import { networkManagerRegion } from './constructs/event-patterns.ts';

/** The regions that forward their events to the hub. */
export const spokeRegions = ({ networkManager }: Config, { hub, named }: WatchedRegions): readonly string[] =>
  [...new Set([...named, ...(networkManager === 'on' ? [networkManagerRegion] : [])])].filter(
    (region) => region !== hub,
  );
