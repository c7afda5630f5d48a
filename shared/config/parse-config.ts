import { ConfigError } from './config-error.ts';
import { type Config, configSchema } from './config-schema.ts';
import { mistakesIn } from './mistakes.ts';

/** Checks the text of a configuration file as a whole and throws a `ConfigError` that names every mistake. */
export const parseConfig = (text: string, fileName: string): Config => {
  const input = parseJson(text, fileName);
  const result = configSchema.safeParse(input);
  if (!result.success) throw new ConfigError(fileName, mistakesIn(input, result.error.issues));
  return result.data;
};

const parseJson = (text: string, fileName: string): unknown => {
  try {
    // Editors on Windows may begin a file with a byte order mark, which is not JSON.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ConfigError(fileName, [`not JSON${position(error, text)}: ${plain(error)}`]);
  }
};

/** V8 names the place of every error but a premature end. */
const position = (error: unknown, text: string): string => {
  const groups = /\(line (?<line>\d+) column (?<column>\d+)\)/.exec(String(error))?.groups;
  if (groups) return ` at line ${groups['line']}, column ${groups['column']}`;
  const lines = text.split('\n');
  return ` at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
};

const plain = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/ in JSON at position .*$/s, '');
