/** What a log says about an error. */
export interface DescribedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: DescribedError;
  readonly errors?: readonly DescribedError[];
}

const deepestCause = 5;

/**
 * Picks what is safe to log. An error is never spread or serialised whole: those of SDK clients carry requests and raw
 * answers, and answers carry secrets.
 */
export const describeError = (error: unknown, depth = 0): DescribedError => {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const { name, message, stack, cause } = error;
  const deeper = depth < deepestCause;
  return {
    name,
    message,
    ...(stack === undefined ? {} : { stack }),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(cause !== undefined && deeper ? { cause: describeError(cause, depth + 1) } : {}),
    ...(error instanceof AggregateError && deeper
      ? { errors: error.errors.map((each) => describeError(each, depth + 1)) }
      : {}),
  };
};
