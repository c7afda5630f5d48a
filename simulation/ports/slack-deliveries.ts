import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import { daysMs } from '../../shared/domain/time.ts';
import type { SlackDeliveries, SlackDelivery } from '../../shared/ports/records.ts';
import type { Now } from '../../shared/ports/shell.ts';
import type { Caller } from '../platform/service.ts';
import type { Table } from '../store/table.ts';

export interface SlackDeliveriesDeps {
  readonly table: Table;
  readonly call: Caller;
  readonly now: Now;
}

export const createSlackDeliveries = ({ table, call, now }: SlackDeliveriesDeps): SlackDeliveries => ({
  load: (subjectId) =>
    awsCall(
      'GetItem',
      call('dynamodb', 'GetItem', () => table.read<SlackDelivery>('SLACK', subjectId)),
    ),
  save: (delivery) =>
    awsCall(
      'PutItem',
      call('dynamodb', 'PutItem', () =>
        table.save('SLACK', delivery.subjectId, delivery, now() + daysMs(90)),
      ),
    ),
});
