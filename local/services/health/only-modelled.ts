import { ServiceError } from '../../contract.ts';

/** Refuses a filter by what the model does not know, rather than to leave it out. */
export const assertOnly = (filter: object, known: readonly string[], operation: string): void => {
  const unknown = Object.entries(filter).find(
    ([name, value]) => value !== undefined && !known.includes(name),
  );
  if (!unknown) return;
  throw new ServiceError(
    'ValidationException',
    `The local account does not model the filter ${unknown[0]} of ${operation}`,
  );
};

/** `DescribeEventDetails` and `DescribeAffectedEntities` take 1 to 10. */
export const assertEventArns = (eventArns: readonly string[] | undefined): readonly string[] => {
  if (eventArns && eventArns.length >= 1 && eventArns.length <= 10) return eventArns;
  throw new ServiceError(
    'ValidationException',
    "1 validation error detected: Value at 'eventArns' failed to satisfy constraint: Member must have length between 1 and 10",
  );
};

/** A list that is not given lets everything pass. */
export const among = <T>(wanted: readonly T[] | undefined, value: T): boolean =>
  !wanted || wanted.length === 0 || wanted.includes(value);

const smallestPage = 10;
const largestPage = 100;

/** One page; its token is the place where the next one begins. */
export const pageOf = <T>(
  all: readonly T[],
  maxResults = largestPage,
  token?: string,
): { readonly items: readonly T[]; readonly nextToken: string | undefined } => {
  if (maxResults < smallestPage || maxResults > largestPage) {
    throw new ServiceError(
      'ValidationException',
      `1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must be between ${smallestPage} and ${largestPage}`,
    );
  }
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0 || from > all.length) {
    throw new ServiceError(
      'InvalidPaginationToken',
      'The specified pagination token (nextToken) is not valid.',
    );
  }
  const end = from + maxResults;
  return { items: all.slice(from, end), nextToken: end < all.length ? String(end) : undefined };
};
