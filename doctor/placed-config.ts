import type { Config } from '../shared/config/config-schema.ts';
import type { WatchedRegions } from '../shared/config/watched-regions.ts';

/** The configuration, with the regions that it comes to where the doctor runs. */
export interface PlacedConfig extends Omit<Config, 'regions'> {
  readonly regions: WatchedRegions;
}
