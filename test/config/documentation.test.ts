import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configJsonSchema } from '../../shared/config/json-schema.ts';

interface Node {
  readonly type?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Node>>;
}

const page = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');

/** Row of the page's tables → its cells. */
const rows = new Map(
  [...page.matchAll(/^\| `(?<key>[\w$.]+)` \|(?<cells>.*)\|$/gm)].map(({ groups }) => [
    groups?.['key'] ?? '',
    (groups?.['cells'] ?? '').split('|').map((cell) => cell.trim()),
  ]),
);

const leaves = (node: Node, path: string): readonly (readonly [string, Node])[] =>
  node.properties
    ? Object.entries(node.properties).flatMap(([key, child]) => leaves(child, path ? `${path}.${key}` : key))
    : [[path, node]];

const documented = leaves(configJsonSchema() as Node, '');

it('docs/configuration.md has a row for every key, and for no other', () => {
  expect([...rows.keys()].sort()).toEqual(documented.map(([key]) => key).sort());
});

it.each(documented.filter(([, node]) => node.default !== undefined))(
  'docs/configuration.md says the default of %s',
  (key, node) => {
    expect(rows.get(key)?.[0]).toBe(`\`${JSON.stringify(node.default)}\``);
  },
);

it.each(documented.filter(([, node]) => node.maximum !== undefined))(
  'docs/configuration.md says the range of %s',
  (key, node) => {
    expect(rows.get(key)?.[1]).toBe(`${node.minimum}–${node.maximum}`);
  },
);
