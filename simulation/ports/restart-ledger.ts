import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { RestartLedger } from '../../shared/ports/records.ts';
import type { Caller } from '../platform/service.ts';
import type { Table } from '../store/table.ts';

interface Page {
  readonly version: number;
  readonly attempts: readonly { readonly attemptId: string; readonly at: EpochMs }[];
}

export interface RestartLedgerDeps {
  readonly table: Table;
  readonly call: Caller;
}

export const createRestartLedger = ({ table, call }: RestartLedgerDeps): RestartLedger => ({
  reserve: (attempt, limit, since) =>
    awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', () => {
        const page = table.read<Page>('ACCOUNT', 'RESTARTS');
        const recent = (page?.attempts ?? []).filter(({ at }) => at > since);
        if (recent.some(({ attemptId }) => attemptId === attempt.attemptId)) return 'reserved';
        if (recent.length >= limit) return 'exhausted';
        const version = (page?.version ?? 0) + 1;
        table.save('ACCOUNT', 'RESTARTS', { version, attempts: [...recent, attempt] } as Page);
        return 'reserved';
      }),
    ),
});
