/** Longer messages are no tunnel's, and patterns are not to be run over them. */
const mostCharacters = 4_000;

/** One line of ordinary characters: no breaks, no controls, nothing invisible that reverses or hides text. */
export const plainLine = (text: string): string =>
  text
    .slice(0, mostCharacters)
    .toWellFormed()
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
