import { fieldsOf, listOf, textOf } from './fields.ts';

const deepest = 12;
const mostTexts = 2_000;

/** A text somewhere inside a value, under the name of the nearest field. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Every text inside a value, however deep, with bounds on what is looked at. */
export const textsIn = (value: unknown): readonly NamedText[] => {
  const found: NamedText[] = [];
  collect(value, '', found, 0);
  return found;
};

const collect = (value: unknown, name: string, into: NamedText[], depth: number): void => {
  if (into.length >= mostTexts || depth > deepest) return;
  const inner = Array.isArray(value) ? undefined : fieldsOf(value);
  if (inner) {
    for (const [key, item] of Object.entries(inner)) collect(item, key, into, depth + 1);
    return;
  }
  for (const item of listOf(value)) collect(item, name, into, depth + 1);
  const text = textOf(value);
  if (text !== undefined) into.push({ name, text });
};
