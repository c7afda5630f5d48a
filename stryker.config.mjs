import { scope } from './mutation/scope.ts';

const cache = `.cache/mutation/${scope.replaceAll(/\W+/g, '-')}`;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/*', './mutation/reporter.ts'],
  vitest: { configFile: 'vitest.mutation.config.ts' },
  mutate: [`shared/domain/${scope}.ts`],
  coverageAnalysis: 'perTest',
  // Stryker reads it with an API that TypeScript 7 does not have; nothing here is compiled before it runs.
  tsconfigFile: 'none',
  incremental: true,
  incrementalFile: `${cache}incremental.json`,
  tempDirName: '.cache/stryker',
  reporters: ['clear-text', 'progress-append-only', 'html', 'json', 'explained'],
  clearTextReporter: { reportMutants: false, reportTests: false, logTests: false },
  htmlReporter: { fileName: `${cache}report.html` },
  jsonReporter: { fileName: `${cache}report.json` },
};
