import { plainLine } from './plain-line.ts';
import { maskings } from './secret-patterns.ts';

const mostCodePoints = 300;
const ellipsis = '…';

/**
 * A line of a log as it may be shown: whatever looks like a key, a password or a token is `•••`, and it is at most 300 code
 * points long. It rather masks too much, but the messages that AWS documents stay as they are.
 */
export const maskSecrets = (text: string): string =>
  cut(maskings.reduce((line, masking) => masking(line), plainLine(text)));

const cut = (text: string): string => {
  const characters = [...text];
  return characters.length <= mostCodePoints
    ? text
    : `${characters.slice(0, mostCodePoints - 1).join('')}${ellipsis}`;
};
