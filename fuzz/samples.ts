import { readdirSync, readFileSync } from 'node:fs';

const fixtures = new URL('../test/fixtures/', import.meta.url);

/** Real and published events, one per file. */
export const samplesIn = (folder: string): readonly unknown[] =>
  readdirSync(new URL(`${folder}/`, fixtures))
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(`${folder}/${file}`, fixtures), 'utf8')) as unknown);
