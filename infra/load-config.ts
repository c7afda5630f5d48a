import { basename } from 'node:path';
import { ConfigError } from '../shared/config/config-error.ts';
import type { Config } from '../shared/config/config-schema.ts';
import { networkManagerProblem } from '../shared/config/network-manager.ts';
import { readConfig } from '../shared/config/read-config.ts';
import { environmentRegion, type WatchedRegions, watchedRegions } from '../shared/config/watched-regions.ts';

export interface Loaded {
  readonly config: Config;
  readonly regions: WatchedRegions;
}

/** Reads the configuration, or ends the program with its mistakes and without a stack trace. */
export const loadConfig = (file: string, environment = process.env): Loaded => {
  try {
    const config = readConfig(file);
    const regions = watchedRegions(config.regions, environmentRegion(environment));
    const problem = networkManagerProblem(config.networkManager, regions.hub);
    if (problem) throw new ConfigError(basename(file), [`networkManager: allowed is ${problem}`]);
    return { config, regions };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
};
