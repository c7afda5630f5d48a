import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { fingerprintOf } from '../../scripts/cache/fingerprint.ts';
import { madeOnce } from '../../scripts/cache/made-once.ts';

let cache = '';

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'tunnelkeeper-cache-'));
  onTestFinished(() => rm(cache, { recursive: true, force: true }));
});

const write = (folder: string): Promise<void> => writeFile(join(folder, 'content'), 'made');

const makeNothing = async (): Promise<void> => {
  throw new Error('It had been made already.');
};

/** The number of a process that has ended. */
const deadPid = async (): Promise<number> => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
};

/** An entry of long ago, used by that process. */
const oldEntry = async (key: string, pid: number): Promise<void> => {
  await mkdir(join(cache, key));
  const mark = join(cache, `${key}.used-by-${pid}`);
  await writeFile(mark, '');
  await utimes(mark, 0, 0);
};

it('is made by the first who wants it, and found by the next', async () => {
  const folder = await madeOnce(cache, 'key', write);
  expect(await madeOnce(cache, 'key', makeNothing)).toBe(folder);
  expect(await readFile(join(folder, 'content'), 'utf8')).toBe('made');
});

it('is made once where several processes want it at the same time', async () => {
  const module = pathToFileURL(join(import.meta.dirname, '../../scripts/cache/made-once.ts')).href;
  const program = `import { writeFile } from 'node:fs/promises';
    import { setTimeout } from 'node:timers/promises';
    const { madeOnce } = await import(${JSON.stringify(module)});
    const folder = await madeOnce(${JSON.stringify(cache)}, 'key', async (draft) => {
      console.log('made');
      await setTimeout(200);
      await writeFile(draft + '/content', 'complete');
    });
    console.log((await import('node:fs')).readFileSync(folder + '/content', 'utf8'));`;
  const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  const lines = (await Promise.all([run(), run(), run()])).flatMap(({ stdout }) => stdout.trim().split('\n'));
  expect(lines.toSorted()).toEqual(['complete', 'complete', 'complete', 'made']);
});

it('leaves nothing behind when its making fails, and is made by the next who wants it', async () => {
  const failing = madeOnce(cache, 'key', async (folder) => {
    await write(folder);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await readdir(cache)).toEqual([`key.used-by-${process.pid}`]);
  expect(await readdir(await madeOnce(cache, 'key', write))).toEqual(['content']);
});

it('waits for nobody who has been stopped while making it', async () => {
  const pid = await deadPid();
  await writeFile(join(cache, 'key.lock'), String(pid));
  await mkdir(join(cache, `key.draft-${pid}`));
  expect(await readdir(await madeOnce(cache, 'key', write))).toEqual(['content']);
});

it('takes the place of what nobody has used for an hour, and of nothing else', async () => {
  await oldEntry('stale', await deadPid());
  await oldEntry('in-use', process.ppid);
  await madeOnce(cache, 'recent', write);
  await madeOnce(cache, 'key', write);
  const left = new Set((await readdir(cache)).map((name) => name.split('.')[0]));
  expect([...left].sort()).toEqual(['in-use', 'key', 'recent']);
});

it('has a fingerprint that changes with any content, name or circumstance, and with nothing else', async () => {
  await mkdir(join(cache, 'sources', 'deep'), { recursive: true });
  await writeFile(join(cache, 'sources', 'deep', 'a.ts'), '1');
  await writeFile(join(cache, 'file.json'), '{}');
  const now = (others?: readonly unknown[]) => fingerprintOf(cache, ['sources', 'file.json'], others);
  const first = await now();
  expect(await now()).toBe(first);
  await writeFile(join(cache, 'elsewhere'), '1');
  expect(await now()).toBe(first);
  const seen = new Set([first, await now(['en']), await now(['ko'])]);
  await writeFile(join(cache, 'sources', 'deep', 'a.ts'), '2');
  seen.add(await now());
  await writeFile(join(cache, 'sources', 'b.ts'), '');
  seen.add(await now());
  await writeFile(join(cache, 'file.json'), '[]');
  seen.add(await now());
  expect(seen.size).toBe(6);
});
