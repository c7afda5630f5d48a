import type { CallContext, RequiredPermission, Service } from '../../contract.ts';
import { describeLogGroups, describeLogStreams } from './describe.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { groupNamed, type NamesGroup } from './find-group.ts';
import { groupArn } from './group-arn.ts';
import type { LogStore } from './log-store.ts';

/** CloudWatch Logs, as far as it is read. */
export const createLogsService = (store: LogStore): Service => ({
  name: 'logs',
  operations: {
    FilterLogEvents: filterLogEvents(store),
    DescribeLogGroups: describeLogGroups(store),
    DescribeLogStreams: describeLogStreams(store),
  },
  permissions,
});

/** Both actions on one group are on its ARN with `:*` (Service Authorization Reference, CloudWatch Logs). */
const permissions = (
  operation: string,
  input: unknown,
  context: CallContext,
): readonly RequiredPermission[] => {
  const name = operation === 'DescribeLogGroups' ? '' : groupNamed(input as NamesGroup);
  return [{ action: `logs:${operation}`, resources: [`${groupArn(name, context)}:*`] }];
};
