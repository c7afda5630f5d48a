import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findingIds } from '../../shared/domain/posture/finding.ts';
import { grades } from '../../shared/domain/posture/site.ts';
import { postureWords } from '../../shared/words/english/posture.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/posture.md'), 'utf8');

/** Word in the first cell of a row → the other cells. */
const rows = new Map(
  [...page.matchAll(/^\| `([\w-]+)` \|(.*)\|$/gm)].map(([, word = '', cells = '']) => [
    word,
    cells.split('|').map((cell) => cell.trim()),
  ]),
);

it('docs/posture.md has a row for every finding and every grade, in their order, and no other', () => {
  expect([...rows.keys()]).toEqual([...findingIds, ...grades]);
});

it.each(findingIds)('docs/posture.md says of %s what messages say', (id) => {
  const { sentence, remedy, title, url } = postureWords.finding[id];
  expect(rows.get(id)?.slice(1)).toEqual([sentence, remedy, `[${title}](${url})`]);
});
