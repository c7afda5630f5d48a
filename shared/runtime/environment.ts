import * as z from 'zod/mini';

/** Variables that are missing or wrong, all of them together. */
export class EnvironmentError extends Error {
  constructor(problems: readonly string[]) {
    super(
      `The environment of the function is not usable:\n${problems.map((line) => `- ${line}`).join('\n')}`,
    );
    this.name = 'EnvironmentError';
  }
}

/** A schema for a variable that holds JSON. */
export const jsonVariable = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text, context): unknown => {
        try {
          return JSON.parse(text);
        } catch {
          context.issues.push({ code: 'custom', message: 'not JSON', input: text });
          return z.NEVER;
        }
      }),
    ),
    schema,
  );

/** Reads `process.env` through a schema of its variables. */
export const readEnvironment = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): z.infer<Schema> => {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  throw new EnvironmentError(parsed.error.issues.map((issue) => problemOf(issue, environment)));
};

type Issue = z.core.$ZodIssue;

const problemOf = (issue: Issue, environment: Readonly<Record<string, string | undefined>>): string => {
  const [variable = '', ...inside] = issue.path.map(String);
  const received = environment[variable];
  if (received === undefined) return `${variable}: is not set`;
  const where = [variable, ...inside].join('.');
  return `${where}: ${wanted(issue)}, received ${shown(variable, received)}`;
};

const wanted = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return `unknown ${issue.keys.join(', ')}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'custom':
      return issue.message;
    default:
      return `is not valid (${issue.code})`;
  }
};

const secretNames = /secret|token|password|webhook|credential|(?:^|_)key(?:$|_)/i;

const longestShown = 80;

const shown = (variable: string, value: string): string => {
  if (secretNames.test(variable)) return '(hidden)';
  return JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value);
};
