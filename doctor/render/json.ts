import type { Report } from '../report.ts';

/** One document with the same members in every run; what does not apply is null. Described in docs/doctor.md. */
export const renderJson = ({ version, at, accountId, exitCode, counts, findings }: Report): string =>
  JSON.stringify(
    {
      format: 'tunnelkeeper/doctor/1',
      version,
      at: new Date(at).toISOString(),
      accountId: accountId ?? null,
      exitCode,
      counts,
      findings: findings.map(({ check, status, region, connectionId, says, todo }) => ({
        check,
        status,
        region: region ?? null,
        connectionId: connectionId ?? null,
        says,
        todo,
      })),
    },
    undefined,
    2,
  );
