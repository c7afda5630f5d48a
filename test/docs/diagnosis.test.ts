import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { logCauseNames } from '../../shared/domain/diagnosis/cause-names.ts';
import { causeOrder } from '../../shared/domain/diagnosis/cause-order.ts';
import { causeTraits } from '../../shared/domain/diagnosis/log/cause-traits.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/diagnosis.md'), 'utf8');
const [, chapter = ''] = page.split(/^## Causes$/m);

/** Each cause in the first cell of a row → the last cell. */
const restarts = new Map(
  [...(chapter.split(/^## /m)[0] ?? '').matchAll(/^\| (`.*?) \|.*\| (.*?) \|$/gm)].flatMap(
    ([, words = '', restart = '']) =>
      [...words.matchAll(/`([\w-]+)`/g)].map(([, word = '']) => [word, restart]),
  ),
);

it('docs/diagnosis.md names every cause, and no other', () => {
  expect([...restarts.keys()].sort()).toEqual(causeOrder.filter((name) => name !== 'unknown').toSorted());
});

it.each(logCauseNames)('docs/diagnosis.md says whether a restart helps against %s', (name) => {
  const said = { no: /^no$/, maybe: /^perhaps/, yes: /^yes/ }[causeTraits[name].restart];
  expect(restarts.get(name)).toMatch(said);
});
