import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A short word for what stands in these files and folders of the root, and for what else is given. */
export const fingerprintOf = async (
  root: string,
  paths: readonly string[],
  others: readonly unknown[] = [],
): Promise<string> => {
  const hash = createHash('sha256').update(JSON.stringify([process.version, ...others]));
  for (const path of paths) {
    for (const file of await filesIn(root, path)) {
      const content = await readFile(join(root, file));
      hash.update(`\n${file} ${content.byteLength}\n`).update(content);
    }
  }
  return hash.digest('hex').slice(0, 24);
};

const filesIn = async (root: string, path: string): Promise<readonly string[]> => {
  try {
    const found = await readdir(join(root, path), { recursive: true, withFileTypes: true });
    return found
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error;
    return [path];
  }
};
