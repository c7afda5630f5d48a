import { ConfigError } from '../shared/config/config-error.ts';
import type { Config } from '../shared/config/config-schema.ts';
import { readConfig } from '../shared/config/read-config.ts';

/** Reads the configuration, or ends the program with its mistakes and without a stack trace. */
export const loadConfig = (file: string): Config => {
  try {
    return readConfig(file);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
};
