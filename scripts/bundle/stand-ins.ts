import { fileURLToPath } from 'node:url';
import type { Replacement } from './replacement.ts';

/** The path of a module in `stand-ins`, written as JavaScript. */
export const standIn = (name: string): string =>
  JSON.stringify(fileURLToPath(new URL(`stand-ins/${name}.ts`, import.meta.url)));

/** Modules that do more than a function needs, and what does as much as it needs. */
export const standIns: readonly Replacement[] = [
  {
    imported: /^\.\/runtimeConfig$/,
    instead: `import { createRuntimeConfig } from ${standIn('runtime-config')};
    import { getRuntimeConfig as sharedConfig } from './runtimeConfig.shared';
    import { version } from '../package.json';
    export const getRuntimeConfig = createRuntimeConfig(sharedConfig, version);`,
  },
  {
    imported: /\/clock-skew-defaults$/,
    instead: `export const DEFAULT_DISABLE_CLOCK_SKEW_CORRECTION = async () =>
      process.env.AWS_DISABLE_CLOCK_SKEW_CORRECTION === 'true';`,
  },
  ...[
    [/\/getEndpointFromConfig$/, 'configured-endpoint'] as const,
    [/\/user-agent-middleware$/, 'user-agent'] as const,
    [/^@aws\/lambda-invoke-store$/, 'invoke-store'] as const,
    [/\/HttpBindingNormalizedSchema$/, 'http-bindings'] as const,
    [/\/FromStringShapeDeserializer$/, 'from-string'] as const,
  ].map(([imported, name]) => ({ imported, instead: `export * from ${standIn(name)};` })),
];
