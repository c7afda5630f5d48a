import type { StartTimer } from '../shared/intake/evidence/reading.ts';
import { explainFailure } from './explain-failure.ts';
import { type CheckName, type Finding, failed, skipped, type Verdict } from './finding.ts';
import { plain } from './plain.ts';

/** What a check has found, and what later checks build on. */
export interface Examined<Known = undefined> {
  readonly verdicts: readonly Verdict[];
  /** Absent: what follows cannot be checked. */
  readonly known?: Known | undefined;
}

export interface Examination<Known> {
  readonly findings: readonly Finding[];
  readonly known: Known | undefined;
}

export interface ExaminerDeps {
  readonly startTimer: StartTimer;
  /** Told as each check begins. */
  readonly progress: (check: CheckName, region: string | undefined) => void;
}

export interface Examiner {
  /** Carries out one check. It never throws and is never late: what goes wrong is a finding. */
  examine<Known = undefined>(
    check: CheckName,
    region: string | undefined,
    run: () => Examined<Known> | Promise<Examined<Known>>,
  ): Promise<Examination<Known>>;
}

/** Above the time-outs of two calls one after the other, each with one repetition. */
const longestMs = 60_000;

export const createExaminer = ({ startTimer, progress }: ExaminerDeps): Examiner => ({
  examine: async (check, region, run) => {
    progress(check, region);
    const { verdicts, known } = await bounded(startTimer, run);
    return { findings: findingsOf(check, region, verdicts), known };
  },
});

/** A check that is not carried out, because another one has failed. */
export const notExamined = (
  checks: readonly CheckName[],
  region: string | undefined,
  why: string,
): readonly Finding[] => checks.flatMap((check) => findingsOf(check, region, [skipped(why)]));

const findingsOf = (
  check: CheckName,
  region: string | undefined,
  verdicts: readonly Verdict[],
): readonly Finding[] =>
  verdicts.map((verdict) => ({
    check,
    ...verdict,
    says: plain(verdict.says),
    todo: verdict.todo.map(plain),
    ...(region === undefined ? {} : { region }),
  }));

const bounded = <Known>(
  startTimer: StartTimer,
  run: () => Examined<Known> | Promise<Examined<Known>>,
): Promise<Examined<Known>> =>
  new Promise((resolve) => {
    const stop = startTimer(longestMs, () =>
      resolve({ verdicts: [failed(`no answer within ${longestMs / 1_000} seconds`, ['Try again.'])] }),
    );
    const settle = (examined: Examined<Known>): void => {
      stop();
      resolve(examined);
    };
    // Called within a promise, so that what throws at once is a failure like any other.
    Promise.resolve()
      .then(run)
      .then(settle, (error: unknown) => settle({ verdicts: [couldNotBeChecked(error)] }));
  });

const couldNotBeChecked = (error: unknown): Verdict => {
  const { says, todo } = explainFailure(error);
  return failed(says, todo);
};
