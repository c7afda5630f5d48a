import type { Reporter, TestModule } from 'vitest/node';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Ends the run with one plain line that any tool can read: `N passed, N failed`. A suite that could not run (a file that
 * does not load, a hook that fails) is one failure, whatever the number of tests that it would have had; so is an error
 * that no test expected. What was skipped has neither passed nor failed.
 */
export default class SummaryReporter implements Reporter {
  #counts: Counts = { passed: 0, failed: 0 };

  onInit(): void {
    process.once('exit', (code) => {
      const { passed, failed } = this.#counts;
      // What ends a run before its tests, such as a setup of all of them that fails, is told to no reporter.
      console.log(`${passed} passed, ${failed === 0 && code !== 0 ? 1 : failed} failed`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = modules.map(countsOf);
    this.#counts = {
      passed: sum(counts.map(({ passed }) => passed)),
      failed: sum(counts.map(({ failed }) => failed)) + unhandledErrors.length,
    };
  }
}

const countsOf = (module: TestModule): Counts => {
  const states = [...module.children.allTests()].map((test) => test.result().state);
  const suites = [module, ...module.children.allSuites()];
  return {
    passed: states.filter((state) => state === 'passed').length,
    failed:
      states.filter((state) => state === 'failed').length +
      suites.filter((suite) => suite.errors().length > 0).length,
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
