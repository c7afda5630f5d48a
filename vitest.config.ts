import { defineConfig } from 'vitest/config';

/** Against hanging alone: a busy machine takes many times as long as a quiet one. */
const patienceMs = 240_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/summary-reporter.ts'],
    testTimeout: patienceMs,
    hookTimeout: patienceMs,
  },
});
