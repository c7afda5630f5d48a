import type { LogLine } from '../../shared/domain/diagnosis/evidence.ts';
import { logGroupOf } from '../../shared/domain/diagnosis/log-group.ts';
import type { LogQuery, TunnelLogs } from '../../shared/ports/diagnosis.ts';
import { callError } from '../aws/refusal.ts';
import { createFailures, type Failures } from './failures.ts';

export interface FakeTunnelLogs extends TunnelLogs {
  read: TunnelLogs['read'];
  /** By name of the log group. */
  readonly groups: Map<string, readonly LogLine[]>;
  readonly queries: LogQuery[];
  readonly failures: Failures;
}

const linesAtMost = 2_000;

export const createFakeTunnelLogs = (): FakeTunnelLogs => {
  const failures = createFailures();
  const fake: FakeTunnelLogs = {
    groups: new Map(),
    queries: [],
    failures,
    read: async (_region, query) => {
      fake.queries.push(query);
      failures.throwIfDue();
      const lines = fake.groups.get(logGroupOf(query.logGroupArn).name);
      if (!lines) throw callError('FilterLogEvents', 'ResourceNotFoundException');
      return lines
        .filter(({ streamName }) => streamName.startsWith(query.connectionId))
        .filter(({ at }) => at >= query.from && at <= query.to)
        .toSorted((one, other) => one.at - other.at)
        .slice(-linesAtMost);
    },
  };
  return fake;
};
