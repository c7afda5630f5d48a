import { relative } from 'node:path';
import { explained } from './explained/index.ts';
import { judge, verdictText } from './judge.ts';
import { type MutationReport, mutantsOf } from './mutants.ts';

interface Plan {
  readonly mutantPlans: readonly { readonly mutant: { readonly fileName: string } }[];
}

/** A reporter of Stryker: fails the run for each mutant that is neither noticed nor explained. */
class ExplainedReporter {
  /** The report of an incremental run also holds what earlier runs have found in other files. */
  readonly #ran = new Set<string>();

  onMutationTestingPlanReady({ mutantPlans }: Plan): void {
    for (const { mutant } of mutantPlans) this.#ran.add(relative(process.cwd(), mutant.fileName));
  }

  onMutationTestReportReady(report: MutationReport): void {
    const verdict = judge(
      mutantsOf(report).filter(({ file }) => this.#ran.has(file)),
      explained,
    );
    console.log(verdictText(verdict));
    if (verdict.unexplained.length + verdict.stale.length > 0) process.exitCode = 1;
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'explained', injectableClass: ExplainedReporter }];
