import type { z } from 'zod';
import { dotted, type Path, valueAt } from '../../shared/config/path.ts';
import { received } from '../../shared/config/received.ts';

/** The scenario cannot be played; the message lists every problem. */
export class ScenarioError extends Error {
  readonly problems: readonly string[];

  constructor(name: string, problems: readonly string[]) {
    super(`${name} is no scenario:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'ScenarioError';
    this.problems = problems;
  }
}

/** One sentence for each problem: where, what was received, what is wrong with it. */
export const problemsIn = (input: unknown, issues: readonly z.core.$ZodIssue[]): readonly string[] =>
  issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => sentence(input, [...issue.path, key], 'there is no such key'));
    }
    return [
      sentence(
        input,
        issue.path,
        issue.code === 'custom' || issue.code === 'invalid_format'
          ? `it must be ${issue.message}`
          : issue.message,
      ),
    ];
  });

export const sentence = (input: unknown, path: Path, what: string): string =>
  `${dotted(path)}: received ${received(valueAt(input, path))}; ${what}`;
