import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one plain line that any tool can read: `N passed, N failed`. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0;
    let failed = 0;
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        if (test.result().state === 'passed') passed += 1;
        else failed += 1;
      }
      // A file that could not be loaded has no tests to fail.
      failed += module.state() === 'failed' && module.errors().length > 0 ? 1 : 0;
    }
    process.on('exit', () => console.log(`${passed} passed, ${failed} failed`));
  }
}
