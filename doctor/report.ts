import type { EpochMs } from '../shared/domain/time.ts';
import type { CheckUp } from './check-up.ts';
import type { Finding, Status } from './finding.ts';

/** 0: nothing failed. 1: something failed. 2: it could not run. */
export type ExitCode = 0 | 1 | 2;

/** What one run of the doctor has found. */
export interface Report {
  readonly version: string;
  readonly at: EpochMs;
  readonly endpointUrl: string | undefined;
  readonly accountId: string | undefined;
  readonly exitCode: ExitCode;
  readonly counts: Readonly<Record<Status, number>>;
  readonly findings: readonly Finding[];
}

export const reportOf = (
  { identity, findings }: CheckUp,
  about: Pick<Report, 'version' | 'at' | 'endpointUrl'>,
): Report => {
  const count = (status: Status): number => findings.filter((finding) => finding.status === status).length;
  const counts = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
  return {
    ...about,
    accountId: identity?.accountId,
    exitCode: identity ? (counts.failed > 0 ? 1 : 0) : 2,
    counts,
    findings,
  };
};
