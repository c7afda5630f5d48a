/** What follows the name of a secret in a sentence about it, rather than being the secret. */
const sentenceWords: ReadonlySet<string> = new Set(
  [
    'mismatch mismatched mismatches differs differ changed rotated expired invalid missing required rejected failed failure',
    'authentication verification validation exchange lifetime length type id identifier manager error',
    'not does do has have had needs must should with for from of on in at by and or the a an',
  ].flatMap((words) => words.split(' ')),
);

export const harmlessAfterName = (word: string): boolean =>
  sentenceWords.has(
    word
      .toLowerCase()
      .replace(/^(?:(?:is|was|to) )+/, '')
      .replace(/[.,;:!?)]+$/, ''),
  );
