import { cutText, fieldsOf, listOf, textOf } from './fields.ts';

/** Longer than any text of AWS Health that has been seen, and short enough for every channel. */
const longestDescription = 4_000;

/** Real events carry line breaks and quotes as two characters, a backslash and a letter. */
const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\r': '', '\\t': '\t', '\\"': '"' };

export const unescapeText = (text: string): string =>
  text.replace(/\\[nrt"]/g, (pair) => escapes[pair] ?? pair);

/** AWS's own words from `eventDescription`, in English where there is a choice; empty if there are none. */
export const describedAs = (eventDescription: unknown): string => {
  const bare = textOf(eventDescription);
  if (bare !== undefined) return tidied(bare);
  const texts = (Array.isArray(eventDescription) ? eventDescription : [eventDescription]).flatMap((entry) => {
    const fields = fieldsOf(entry);
    const text = textOf(fields ? fields['latestDescription'] : entry);
    return text === undefined ? [] : [{ text, language: textOf(fields?.['language']) ?? '' }];
  });
  const english = texts.find(({ language }) => language.toLowerCase().startsWith('en'));
  return tidied((english ?? texts[0])?.text ?? '');
};

/** Values of `eventMetadata` are texts too; nothing else of an unreadable event is worth showing. */
export const anyTextIn = (value: unknown): string => {
  const texts: string[] = [];
  collectTexts(value, texts, 0);
  return tidied(texts.join('\n'));
};

const deepest = 6;
const mostTexts = 50;

const collectTexts = (value: unknown, into: string[], depth: number): void => {
  if (into.length >= mostTexts || depth > deepest) return;
  const text = textOf(value);
  if (text !== undefined) {
    into.push(text);
    return;
  }
  const inner = Array.isArray(value) ? listOf(value) : Object.values(fieldsOf(value) ?? {});
  for (const item of inner) collectTexts(item, into, depth + 1);
};

const tidied = (text: string): string => cutText(unescapeText(text).trim(), longestDescription);
