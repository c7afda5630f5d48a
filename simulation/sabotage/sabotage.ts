import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InvariantName } from '../invariants/invariant.ts';
import type { Violation } from '../run/judge-run.ts';
import type { Task } from '../run/orders.ts';

/** A rule of the product that is taken away, by texts of its sources that are replaced while it is bundled. */
export interface Sabotage {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** What it has to show itself by: any other violation is not counted. */
  readonly shows: Symptom;
  /** What shows it: single runs, or pairs. @default runs */
  readonly task?: Task;
}

export interface Symptom {
  /** Whichever comes first. */
  readonly invariants: readonly InvariantName[];
  /** What the violation says of it. @default anything */
  readonly saying?: string;
}

export const showsItself = ({ shows }: Sabotage, { invariant, what }: Violation): boolean =>
  shows.invariants.includes(invariant) && what.includes(shows.saying ?? '');

export interface Edit {
  /** Relative to the root. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** Takes away what one text of one file does. */
export const rule = (
  name: string,
  file: string,
  find: string,
  replace: string,
  ...invariants: readonly InvariantName[]
): Sabotage => ({ name, edits: [{ file, find, replace }], shows: { invariants } });

/** The source with its edit, or an error that says that the sabotage has to follow the source. */
export const edited = (source: string, { file, find, replace }: Edit): string => {
  const times = source.split(find).length - 1;
  if (times !== 1) {
    throw new Error(`A sabotage looks for "${find}" in ${file} and finds it ${times} times: write it anew.`);
  }
  return source.replace(find, () => replace);
};

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The source of a file with the edits that are of it; undefined where there are none. */
export const editedFile = async (path: string, edits: readonly Edit[]): Promise<string | undefined> => {
  const file = relative(root, path).replaceAll('\\', '/');
  const ofFile = edits.filter((edit) => edit.file === file);
  return ofFile.length === 0 ? undefined : ofFile.reduce(edited, await readFile(path, 'utf8'));
};
