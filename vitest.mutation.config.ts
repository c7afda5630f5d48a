import { defineConfig } from 'vitest/config';

/** The tests of the pure core alone: they need no bundles, no template and no local account. */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts'],
    isolate: false,
    setupFiles: ['./test/fewer-property-runs.ts'],
    testTimeout: 30_000,
  },
});
