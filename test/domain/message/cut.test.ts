import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cut } from '../../../shared/domain/message/subject.ts';

it.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc…'],
  ['🛰🛰🛰', 3, '🛰🛰🛰'],
  ['🛰🛰🛰🛰', 3, '🛰🛰🛰…'],
  ['🛰🛰🛰🛰🛰🛰🛰', 3, '🛰🛰🛰…'],
  ['a🛰b🛰', 3, 'a🛰b…'],
])('the beginning of %s, %i characters long, is %s', (text, length, expected) => {
  expect(cut(text, length)).toBe(expected);
});

it('is never longer than what was asked for', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      (text, length) => {
        const beginning = cut(text, length);
        const characters = [...text];
        if (characters.length <= length) expect(beginning).toBe(text);
        else expect(beginning).toBe(`${characters.slice(0, length).join('')}…`);
      },
    ),
  );
});
