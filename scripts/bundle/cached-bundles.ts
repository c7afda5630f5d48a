import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fingerprintOf } from '../cache/fingerprint.ts';
import { madeOnce } from '../cache/made-once.ts';
import { type BundleReport, bundleFunctions, type Language, rootFolder } from './bundle-functions.ts';

/** Everything that a bundle of a function can be made of. */
export const bundleSources = [
  'functions',
  'shared',
  'scripts',
  'package.json',
  'node_modules/.package-lock.json',
] as const;

export interface CachedBundles extends BundleReport {
  /** Holds a folder for each bundle; nobody may write to it. */
  readonly folder: string;
}

/** The bundles of these sources, made once in this checkout; like `bundleFunctions`, but for the place. */
export const cachedBundles = async (
  language: Language = 'en',
  entries: Readonly<Record<string, string>> = {},
): Promise<CachedBundles> => {
  const folders = [...new Set(Object.values(entries).map((entry) => dirname(entry)))];
  const sources = [...new Set([...bundleSources, ...folders])];
  const key = await fingerprintOf(rootFolder, sources, ['bundles', language, entries]);
  const folder = await madeOnce(join(rootFolder, '.cache', 'bundles'), key, async (draft) => {
    const named = Object.keys(entries).length > 0 ? { entries } : {};
    const report = await bundleFunctions({ ...named, outdir: draft, language });
    await writeFile(join(draft, 'report.json'), JSON.stringify(report));
  });
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as BundleReport;
  const placed = report.bundles.map((bundle) => ({
    ...bundle,
    folder: join(folder, bundle.name),
    file: join(folder, bundle.name, 'index.mjs'),
  }));
  return { folder, bundles: placed };
};
