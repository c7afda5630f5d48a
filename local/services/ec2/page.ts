import { ServiceError } from '../../contract.ts';

interface PageAsked {
  /** The smallest and the largest page; the largest is the default. */
  readonly sizes: readonly [smallest: number, largest: number];
  readonly asked: number | undefined;
  readonly token: string | undefined;
}

/** One page of a list. Its token is the place where the next one begins. */
export const pageOf = <T>(
  all: readonly T[],
  { sizes: [smallest, largest], asked = largest, token }: PageAsked,
): { readonly items: T[]; readonly nextToken: string | undefined } => {
  if (!Number.isInteger(asked) || asked < smallest || asked > largest) {
    throw new ServiceError(
      'InvalidParameterValue',
      `Value ( ${asked} ) for parameter MaxResults is invalid. Expecting a value between ${smallest} and ${largest}.`,
    );
  }
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0 || from > all.length) {
    throw new ServiceError('InvalidNextToken', 'The specified NextToken is invalid.');
  }
  const end = from + asked;
  return { items: all.slice(from, end), nextToken: end < all.length ? String(end) : undefined };
};
