import { ServiceError } from '../../contract.ts';

/** One page of a list. Its token is the place where the next one begins. */
export const pageOf = <T>(
  all: readonly T[],
  { size, token }: { readonly size: number; readonly token: string | undefined },
): { readonly items: readonly T[]; readonly nextToken?: string } => {
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0 || from > all.length) {
    throw new ServiceError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  const end = from + size;
  return { items: all.slice(from, end), ...(end < all.length ? { nextToken: String(end) } : {}) };
};

/** A page size within what the operation allows. */
export const pageSize = (asked: number | undefined, largest: number): number => {
  if (asked === undefined) return largest;
  if (Number.isInteger(asked) && asked >= 1 && asked <= largest) return asked;
  throw new ServiceError(
    'InvalidParameterException',
    `1 validation error detected: Value '${asked}' at 'limit' failed to satisfy constraint: Member must have value between 1 and ${largest}`,
  );
};
