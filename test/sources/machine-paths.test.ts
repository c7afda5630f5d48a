import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { machinePathsIn } from './machine-paths.ts';

const root = join(import.meta.dirname, '../..');

/** What is installed or made. */
const notOurs = new Set(['node_modules', 'dist', 'cdk.out', '.cache', '.git', 'package-lock.json']);

const written = /\.(?:ts|mts|mjs|js|json|sh|ya?ml)$/;

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = entries
    .filter(({ name }) => !notOurs.has(name))
    .map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return await filesIn(path);
      return written.test(entry.name) || folder.endsWith('.ci') ? [path] : [];
    });
  return (await Promise.all(nested)).flat();
};

const folder = (...names: readonly string[]): string => names.map((name) => `/${name}`).join('');

/** What a program is about: it covers the folder with an empty one of its own. */
const meant = new Map([[join('.ci', 'run'), folder('tmp')]]);

it('is in no source and in no test: the path of a machine', async () => {
  const files = await filesIn(root);
  const found = files.flatMap((file) => {
    const name = relative(root, file);
    const paths = machinePathsIn(readFileSync(file, 'utf8'));
    return paths.filter((path) => meant.get(name) !== path).map((path) => `${name}: ${path}`);
  });
  expect(found).toEqual([]);
  expect(files.map((file) => relative(root, file))).toEqual(
    expect.arrayContaining([
      join('test', 'scenarios', 'causes.test.ts'),
      join('local', 'scenarios', 'story.json'),
      join('.ci', 'run'),
    ]),
  );
});

it.each([
  [`writeFileSync('${folder('tmp', 'l3', 'causes.json')}', text)`, folder('tmp', 'l3', 'causes.json')],
  [`const home = "${folder('home', 'ann')}";`, folder('home', 'ann')],
  [`\`${folder('Users')}/\${name}/x\``, folder('Users')],
  [`mkdir ${folder('var', 'tmp')}`, folder('var', 'tmp')],
  [`import('file://${folder('root', 'x.mjs')}')`, folder('root', 'x.mjs')],
  [`"${folder('private', 'tmp', 'a')}"`, folder('private', 'tmp', 'a')],
  [`'${['D:', 'work', 'out'].join('\\\\')}'`, ['D:', 'work', 'out'].join('\\\\')],
  [`'${['C:', 'Windows'].join('/')}'`, ['C:', 'Windows'].join('/')],
])('is found in %s', (text, path) => {
  expect(machinePathsIn(text)).toEqual([path]);
});

it.each([
  "join(tmpdir(), 'tunnelkeeper-')",
  `https://example.com${folder('home', 'x')}`,
  `'./${folder('root').slice(1)}/x' and \`\${base}${folder('tmp', 'x')}\``,
  "'/aws/vpn/frankfurt' and '/rooted' and 'arn:aws:iam::111122223333:root'",
  "/\\bS:\\d/ and 'https://example.com'",
])('is not seen in %s', (text) => {
  expect(machinePathsIn(text)).toEqual([]);
});
