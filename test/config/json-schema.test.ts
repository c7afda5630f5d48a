import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configJsonSchema } from '../../shared/config/json-schema.ts';

const root = join(import.meta.dirname, '../..');
const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

it('the JSON schema beside the configuration is the one that the code checks by (else: npm run schema)', () => {
  expect(json('tunnelkeeper.schema.json')).toEqual(configJsonSchema());
});

it('the configuration names its schema', () => {
  expect(json('tunnelkeeper.json')['$schema']).toBe('./tunnelkeeper.schema.json');
});

it('every key is described to the editor', () => {
  expect(undescribed(configJsonSchema() as Node)).toEqual([]);
});

interface Node {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
}

const undescribed = (node: Node, path = ''): readonly string[] =>
  Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
    ...(child.description ? [] : [`${path}${key}`]),
    ...undescribed(child, `${path}${key}.`),
  ]);
