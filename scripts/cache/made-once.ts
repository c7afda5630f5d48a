import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Entries are kept for so long after their last use, and for as long as a process that uses them lives. */
const keptMs = 3_600_000;

const betweenLooksMs = 50;

/** Nothing that is made here takes so long: whoever has the lock has been stopped without a word. */
const longestMs = 300_000;

/** From taking a lock to having written into it whose it is. */
const signedWithinMs = 5_000;

/**
 * A folder of the cache that holds what `make` makes from the inputs whose fingerprint is `key`. It is made once, also
 * where several processes want it at the same time; it appears complete or not at all, and nobody may write to it. Others
 * that nobody uses any more are removed when a new one is made.
 */
export const madeOnce = async (
  cache: string,
  key: string,
  make: (folder: string) => Promise<void>,
): Promise<string> => {
  const folder = join(cache, key);
  await mkdir(cache, { recursive: true });
  await writeFile(join(cache, `${key}.used-by-${process.pid}`), '');
  while (!(await exists(folder))) {
    if (await isLocked(join(cache, `${key}.lock`))) await pause(betweenLooksMs);
    else await makeAlone(cache, key, make);
  }
  return folder;
};

const makeAlone = async (
  cache: string,
  key: string,
  make: (folder: string) => Promise<void>,
): Promise<void> => {
  const lock = join(cache, `${key}.lock`);
  const folder = join(cache, key);
  const draft = join(cache, `${key}.draft-${process.pid}`);
  try {
    if (await exists(folder)) return;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft);
    await make(draft);
    await rename(draft, folder).catch(async (error) => {
      if (!(await exists(folder))) throw error;
    });
    await removeStale(cache);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(lock, { force: true });
  }
};

/** Takes the lock, unless a process that lives has it. */
const isLocked = async (lock: string): Promise<boolean> => {
  try {
    const file = await open(lock, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = await readFile(lock, 'utf8').catch(() => '');
    const isHeld = holder === '' || isAlive(Number(holder));
    const ageOfLockMs = await ageMs(lock);
    if (!isHeld || ageOfLockMs > (holder === '' ? signedWithinMs : longestMs))
      await rm(lock, { force: true });
    return true;
  }
};

const removeStale = async (cache: string): Promise<void> => {
  const names = await readdir(cache);
  const inUse = new Set<string>();
  for (const name of names) {
    const [, key = '', pid = ''] = /^(.+)\.(?:used-by|draft)-(\d+)$/.exec(name) ?? [];
    if (key === '') continue;
    if (isAlive(Number(pid)) || (await ageMs(join(cache, name))) < keptMs) inUse.add(key);
  }
  for (const name of names) {
    const [key = ''] = name.split('.');
    if (!inUse.has(key)) await rm(join(cache, name), { recursive: true, force: true });
  }
};

const isAlive = (pid: number): boolean => {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Of what is gone meanwhile, none. */
const ageMs = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
