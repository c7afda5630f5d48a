import { defineConfig } from 'vitest/config';
import { scope } from './mutation/scope.ts';

/** The tests of the pure core alone: they need no bundles, no template and no local account. */
export default defineConfig({
  test: {
    include: [`test/domain/${scope}.test.ts`],
    isolate: false,
    setupFiles: ['./test/fewer-property-runs.ts'],
    testTimeout: 30_000,
  },
});
