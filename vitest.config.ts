import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Against hanging alone: a busy machine takes many times as long as a quiet one. */
const patienceMs = 240_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/summary-reporter.ts'],
    setupFiles: ['./test/as-found.ts'],
    // Files take turns in the same processes, so that modules as large as the CDK are loaded once in each.
    isolate: false,
    maxWorkers: availableParallelism(),
    testTimeout: patienceMs,
    hookTimeout: patienceMs,
  },
});
