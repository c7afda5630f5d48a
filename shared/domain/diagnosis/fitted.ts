import type { Explanation } from './explanation.ts';

/** What a row has room for, in bytes of JSON: many times what any real explanation needs. */
const mostBytes = 8_000;

type Shorten = (explanation: Explanation) => Explanation;

/** What helps least goes first. */
const shortenings: readonly Shorten[] = [
  (explanation) => ({ ...explanation, chart: undefined }),
  (explanation) => ({ ...explanation, links: [] }),
  (explanation) => ({ ...explanation, facts: explanation.facts.slice(0, 6) }),
  (explanation) => ({ ...explanation, unread: explanation.unread.slice(0, 3) }),
  (explanation) => ({ ...explanation, facts: [], unread: [] }),
];

/** The explanation without what it has no room for; only hostile text makes it that long. */
export const fitted: Shorten = (explanation) =>
  shortenings.reduce(
    (kept, shorten) => (utf8Bytes(JSON.stringify(kept)) < mostBytes ? kept : shorten(kept)),
    explanation,
  );

const utf8Bytes = (text: string): number => {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character.codePointAt(0) ?? 0);
  return bytes;
};

const bytesOf = (codePoint: number): number => {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
};
