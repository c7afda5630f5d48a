import { closestMatch } from 'leven';
import { z } from 'zod';
import { configSchema } from './config-schema.ts';
import { dotted, type Path, valueAt } from './path.ts';
import { received } from './received.ts';

/** One sentence for each mistake: where, what was received, what is allowed. */
export const mistakesIn = (input: unknown, issues: readonly z.core.$ZodIssue[]): readonly string[] => [
  ...new Set(issues.flatMap((issue) => sentences(input, issue))),
];

const sentences = (input: unknown, issue: z.core.$ZodIssue): readonly string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => unknownKey(input, issue.path, key))
    : issue.code === 'invalid_union' && Array.isArray(valueAt(input, issue.path))
      ? inList(input, issue)
      : [
          `${dotted(issue.path)}: received ${received(valueAt(input, issue.path))}; allowed is ${issue.message}`,
        ];

/** Whoever wrote a list meant the form that is one: it stands first in each of our unions. */
const inList = (input: unknown, { errors: [first = []], path }: z.core.$ZodIssueInvalidUnion) =>
  first.flatMap((issue) => sentences(input, { ...issue, path: [...path, ...issue.path] }));

const unknownKey = (input: unknown, path: Path, key: string): string => {
  const known = keysAt(path);
  const meant =
    closestMatch(key, known, { maxDistance: Math.floor(key.length * 0.4) }) ??
    known.find((name) => name.startsWith(key));
  const advice = meant ? `did you mean "${meant}"?` : `allowed are ${known.join(', ')}`;
  return `${dotted([...path, key])}: received ${received(valueAt(input, [...path, key]))}, but there is no such key; ${advice}`;
};

/** The keys that the schema knows at a path. */
const keysAt = (path: Path): readonly string[] => {
  const at = path.reduce<unknown>(
    (schema, step) => (schema instanceof z.ZodObject ? bare(schema.shape[String(step)]) : undefined),
    configSchema,
  );
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
};

/** The schema without the default around it. */
const bare = (schema: unknown): unknown => (schema instanceof z.ZodPrefault ? schema.unwrap() : schema);
