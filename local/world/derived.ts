import { createHash } from 'node:crypto';

/** Hexadecimal digits that depend on the words alone: the same in every run. */
export const derivedHex = (length: number, ...words: readonly (string | number)[]): string =>
  createHash('sha256').update(words.join('\n')).digest('hex').slice(0, length);

/** A whole number from 0 to `below` - 1 that depends on the words alone. */
export const derivedNumber = (below: number, ...words: readonly (string | number)[]): number =>
  Number.parseInt(derivedHex(8, ...words), 16) % below;

/** A UUID that depends on the words alone. */
export const derivedUuid = (...words: readonly (string | number)[]): string => {
  const hex = derivedHex(32, ...words);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
};
