import { expect, it } from 'vitest';
import { listNames } from '../../../shared/domain/posture/list-names.ts';

const andMore = (count: number): string => `and ${count} more`;

it.each<readonly [string, readonly string[], number, string]>([
  ['none', [], 10, ''],
  ['one', ['hq'], 2, 'hq'],
  ['as many as just fit', ['hq', 'lab', 'shop'], 'hq, lab, shop'.length, 'hq, lab, shop'],
  [
    'one less than would fit',
    ['hq', 'laboratory', 'shop'],
    'hq, laboratory, shop'.length - 1,
    'hq and 2 more',
  ],
  [
    'as many as fit with their rest',
    ['a', 'b', 'c', 'dddddddddddddddddd'],
    'a, b, c and 1 more'.length,
    'a, b, c and 1 more',
  ],
  [
    'fewer, for the sake of the rest',
    ['a', 'b', 'c', 'dddddddddddddddddd'],
    'a, b, c and 1 more'.length - 1,
    'a, b and 2 more',
  ],
  ['one at least, however little room there is', ['headquarters', 'lab'], 1, 'headquarters and 1 more'],
  ['names that hold commas', ['Madrid, 1', 'Seoul'], 20, 'Madrid, 1; Seoul'],
  ['a name that is too long', ['x'.repeat(71)], 100, `${'x'.repeat(70)}…`],
  ['a name that is just short enough', ['x'.repeat(70)], 100, 'x'.repeat(70)],
])('names are listed: %s', (_, names, room, expected) => {
  expect(listNames(names, room, andMore)).toBe(expected);
});
