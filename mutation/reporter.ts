import { explained } from './explained/index.ts';
import { judge, verdictText } from './judge.ts';
import { type MutationReport, mutantsOf } from './mutants.ts';

/** A reporter of Stryker: fails the run for each mutant that is neither noticed nor explained. */
class ExplainedReporter {
  onMutationTestReportReady(report: MutationReport): void {
    const verdict = judge(mutantsOf(report), explained);
    console.log(verdictText(verdict));
    if (verdict.unexplained.length + verdict.stale.length > 0) process.exitCode = 1;
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'explained', injectableClass: ExplainedReporter }];
