import { ServiceError } from '../../contract.ts';

/** One page of a list, whose token is the place where the next one begins. */
export const pageOf = <T>(
  all: readonly T[],
  size: number,
  token: string | undefined,
): { readonly items: readonly T[]; readonly nextToken: string | undefined } => {
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0 || from > all.length) {
    throw new ServiceError('InvalidNextToken', `The token ${token} is invalid`);
  }
  const end = from + size;
  return { items: all.slice(from, end), nextToken: end < all.length ? String(end) : undefined };
};
