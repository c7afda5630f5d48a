import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ConfigError } from './config-error.ts';
import type { Config } from './config-schema.ts';
import { parseConfig } from './parse-config.ts';

export const readConfig = (file: string): Config => parseConfig(readText(file), basename(file));

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(basename(file), [`cannot be read: ${String(error)}`]);
  }
};
