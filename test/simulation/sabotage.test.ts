import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { sabotages } from '../../simulation/sabotage/all.ts';
import { hunt } from '../../simulation/sabotage/hunt.ts';
import { edited, showsItself } from '../../simulation/sabotage/sabotage.ts';
import { testedSabotages } from '../../simulation/sabotage/tested.ts';

describe('sabotage', () => {
  it.each([...sabotages, ...testedSabotages].map((sabotage) => [sabotage.name, sabotage] as const))(
    'finds what it takes away exactly once: %s',
    async (_name, { edits }) => {
      for (const edit of edits) {
        const source = await readFile(edit.file, 'utf8');
        expect(edited(source, edit)).not.toBe(source);
      }
    },
  );

  it('is shown by a violation of what it keeps, and by no other', () => {
    const [guard] = sabotages.filter(({ name }) => name === 'guard cooldown');
    if (!guard) throw new Error('The list has lost a guard.');
    const violation = {
      invariant: 'restarts-keep-to-the-guards',
      statement: 'It holds.',
      what: '203.0.113.10 was restarted (cooldown): it was restarted 60000 ms before',
    } as const;
    expect(showsItself(guard, violation)).toBe(true);
    expect(showsItself(guard, { ...violation, what: '203.0.113.10 was restarted (flapping)' })).toBe(false);
    expect(showsItself(guard, { ...violation, invariant: 'told-once' })).toBe(false);
  });

  it('says what it looked for where the source has changed', () => {
    const edit = { file: 'x.ts', find: 'a', replace: 'b' };
    expect(() => edited('aa', edit)).toThrow('"a" in x.ts and finds it 2 times');
  });

  it('is noticed', { timeout: 120_000 }, async () => {
    const sabotage = sabotages.find(({ name }) => name === 'marked only after it has been announced');
    if (!sabotage) throw new Error('The list has lost its plainest sabotage.');
    const cases = Array.from({ length: 20 }, (_, index) => ({ seed: index + 1, hours: 8 }));
    const found = await hunt(sabotage, cases, 1);
    expect(found?.violation?.invariant).toBe('nothing-saved-is-lost');
  });
});
