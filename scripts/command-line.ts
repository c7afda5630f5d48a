import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { closestMatch } from 'leven';

/** Wrong arguments. The message names what was received and what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads options, and nothing but options. Throws a UsageError for anything that is not among them. */
export const readOptions = <const Options extends ParseArgsOptionsConfig>(
  argv: readonly string[],
  options: Options,
) => {
  try {
    return parseArgs({ args: [...argv], allowPositionals: false, options }).values;
  } catch (error) {
    const [said = ''] = (error as Error).message.split('\n');
    const unknown = /^Unknown option '(--[^']+)'/.exec(said)?.[1];
    const known = Object.keys(options).map((name) => `--${name}`);
    const meant = unknown && didYouMean(unknown, known);
    throw new UsageError(`${said.replace(/\.$/, '')}${meant ? `: ${meant}` : '.'} See --help.`, {
      cause: error,
    });
  }
};

/** A question that names the word that somebody may have meant, if any is close. */
export const didYouMean = (word: string, known: readonly string[]): string | undefined => {
  const meant = closestMatch(word, [...known], { maxDistance: Math.max(2, Math.floor(word.length * 0.4)) });
  return meant && `did you mean "${meant}"?`;
};
