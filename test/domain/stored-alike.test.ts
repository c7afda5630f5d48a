import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedAlike } from '../../shared/domain/stored-alike.ts';

/** Small values, so that two of them are often the same. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false, 0, 1, '', '0', 'a'),
    fc.array(tie('any'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', '0'), tie('any'), { maxKeys: 2 }),
  ),
})).any;

/** With the members of each object in the order of their names. */
const written = (json: unknown): string =>
  JSON.stringify(json, (_key, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );

describe('what is stored alike', () => {
  it('is what is written alike', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(storedAlike(one, other)).toBe(written(one) === written(other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('may be a copy', () => {
    fc.assert(fc.property(value, (one) => storedAlike(one, structuredClone(one))));
  });

  it.each([
    ['a member that is undefined is as good as absent', { a: 1, b: undefined }, { a: 1 }, true],
    ['a member that is null is not', { a: null }, {}, false],
    ['a list is no object', [], {}, false],
    ['nothing is no object', null, {}, false],
    ['a longer list is another one', [1], [1, 2], false],
  ])('%s', (_what, one, other, alike) => {
    expect(storedAlike(one, other)).toBe(alike);
    expect(storedAlike(other, one)).toBe(alike);
  });
});
