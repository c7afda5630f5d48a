/** `hq-to-aws (vpn-0123…)`, or the id alone. */
export const nameAndId = (name: string | undefined, id: string): string =>
  name === undefined || name.trim() === '' ? id : `${name.trim()} (${id})`;

const separator = ' · ';

/** The first line: how grave, what, and what it means. */
export const headline = (severity: string, subject: string, consequence: string): string =>
  [severity, subject, consequence].join(separator);

const ellipsis = '…';

/** The beginning of a text, counted in code points. */
export const cut = (text: string, codePoints: number): string => {
  const characters = [...text.slice(0, 2 * codePoints + 2)];
  return characters.length <= codePoints ? text : `${characters.slice(0, codePoints).join('')}${ellipsis}`;
};
