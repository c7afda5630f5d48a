import type { Config } from '../shared/config/config-schema.ts';
import { networkManagerRegion } from './constructs/event-patterns.ts';

/** The regions that forward their events to the hub. */
export const spokeRegions = ({ regions: [hub, ...others], networkManager }: Config): readonly string[] =>
  [...new Set([...others, ...(networkManager === 'on' ? [networkManagerRegion] : [])])].filter(
    (region) => region !== hub,
  );
