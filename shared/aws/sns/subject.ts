const maximumCharacters = 99;

/** Typography of headlines that has a plain spelling. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/[·•–—]/gu, '-'],
  [/→/gu, '->'],
  [/…/gu, '...'],
  [/[‘’]/gu, "'"],
  [/[“”]/gu, '"'],
];

/**
 * A headline as an e-mail subject. SNS refuses a message whose subject has a control character or 100 characters, and for
 * long took only ASCII that begins with a letter or number (SNS API reference, `Publish`).
 */
export const subjectOf = (headline: string): string => {
  const plain = spellings
    .reduce((text, [character, spelling]) => text.replace(character, spelling), headline)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[^ -~]/gu, '?')
    .replace(/^[^A-Za-z0-9]+/, '')
    .trim();
  if (plain === '') return 'Tunnelkeeper';
  return plain.length > maximumCharacters ? `${plain.slice(0, maximumCharacters - 3).trimEnd()}...` : plain;
};
