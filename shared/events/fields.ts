/** Reading fields of values that may be anything. Nothing here throws. */

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object, also where it comes as JSON in a string. */
export const fieldsOf = (value: unknown): Fields | undefined => {
  const parsed = typeof value === 'string' ? parsedJson(value) : value;
  return isFields(parsed) ? parsed : undefined;
};

/** A text that says something; numbers and booleans count, for AWS sends either form. */
export const textOf = (value: unknown): string | undefined => {
  const text =
    typeof value === 'string'
      ? value.trim()
      : typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : '';
  return text === '' ? undefined : text;
};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The beginning of a text, counted in code points so that no character is cut in two. */
export const cutText = (text: string, codePoints: number): string => {
  if (text.length <= codePoints) return text.toWellFormed();
  const kept: string[] = [];
  for (const character of text) {
    if (kept.length === codePoints) return `${kept.join('').toWellFormed()}…`;
    kept.push(character);
  }
  return text.toWellFormed();
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
