import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settings } from '../../../local/scenario/format/settings.ts';
import { verbNames } from '../../../local/scenario/format/step.ts';

const page = readFileSync('docs/local-account.md', 'utf8');

const rowsOf = (heading: string): readonly string[] => {
  const [, section = ''] = page.split(`### ${heading}\n`);
  const rows = section.split('\n### ')[0]?.match(/^\| `[^|]+/gm) ?? [];
  return rows.flatMap((row) => row.match(/\w+/g) ?? []);
};

it.each([
  ['Settings', Object.keys(settings.in.shape)],
  ['Steps', verbNames],
])('%s are written down, every one and no other', (heading, names) => {
  expect(rowsOf(heading).toSorted()).toEqual(names.toSorted());
});
