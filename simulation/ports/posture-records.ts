import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { PostureRecord } from '../../shared/domain/posture/record.ts';
import type { PostureRecords } from '../../shared/ports/posture.ts';
import type { Caller } from '../platform/service.ts';
import type { Table } from '../store/table.ts';

export const createPostureRecords = ({
  table,
  call,
}: {
  readonly table: Table;
  readonly call: Caller;
}): PostureRecords => ({
  load: () =>
    awsCall(
      'GetItem',
      call('dynamodb', 'GetItem', () => table.read<PostureRecord>('POSTURE', 'ALL')),
    ),
  save: (record) =>
    awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', () => table.save('POSTURE', 'ALL', record)),
    ),
});
