import { fileURLToPath } from 'node:url';
import type { Replacement } from './replacement.ts';

/** The path of a module in `stand-ins`, written as JavaScript. */
export const standIn = (name: string): string =>
  JSON.stringify(fileURLToPath(new URL(`stand-ins/${name}.ts`, import.meta.url)));

/** Modules that do more than a function needs, and what does as much as it needs. */
export const standIns: readonly Replacement[] = [
  { imported: /^@aws\/lambda-invoke-store$/, instead: `export * from ${standIn('invoke-store')};` },
  { imported: /\/user-agent-middleware$/, instead: `export * from ${standIn('user-agent')};` },
  { imported: /^\.\/runtimeExtensions$/, instead: `export * from ${standIn('runtime-extensions')};` },
];
