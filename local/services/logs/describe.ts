import type {
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../contract.ts';
import { findGroup } from './find-group.ts';
import { groupArn } from './group-arn.ts';
import type { LogStore, LogStream } from './log-store.ts';
import { pageOf, pageSize } from './page.ts';

const largestPage = 50;

export const describeLogGroups =
  (store: LogStore): Operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> =>
  ({ logGroupNamePrefix = '', logGroupNamePattern = '', limit, nextToken: token }, context) => {
    const wanted = store
      .list(context.region)
      .filter(({ name }) => name.startsWith(logGroupNamePrefix) && name.includes(logGroupNamePattern));
    const { items, nextToken } = pageOf(wanted, { size: pageSize(limit, largestPage), token });
    return {
      logGroups: items.map(({ name, createdAt, storedBytes }) => ({
        logGroupName: name,
        creationTime: createdAt,
        metricFilterCount: 0,
        arn: `${groupArn(name, context)}:*`,
        logGroupArn: groupArn(name, context),
        storedBytes,
        logGroupClass: 'STANDARD',
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  };

export const describeLogStreams =
  (store: LogStore): Operation<DescribeLogStreamsRequest, DescribeLogStreamsResponse> =>
  (input, context) => {
    const group = findGroup(store, input, context);
    const wanted = [...group.streams.values()]
      .filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ''))
      .sort(orderOf(input));
    const size = pageSize(input.limit, largestPage);
    const { items, nextToken } = pageOf(wanted, { size, token: input.nextToken });
    return {
      logStreams: items.map(({ name, createdAt, firstEventAt, lastEventAt }) => ({
        logStreamName: name,
        creationTime: createdAt,
        firstEventTimestamp: firstEventAt,
        lastEventTimestamp: lastEventAt,
        lastIngestionTime: lastEventAt,
        arn: `${groupArn(group.name, context)}:log-stream:${name}`,
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  };

const orderOf = ({ orderBy, descending = false }: DescribeLogStreamsRequest) => {
  const sign = descending ? -1 : 1;
  return (one: LogStream, other: LogStream): number =>
    sign * (orderBy === 'LastEventTime' ? one.lastEventAt - other.lastEventAt : byName(one, other));
};

const byName = (one: LogStream, other: LogStream): number =>
  one.name === other.name ? 0 : one.name < other.name ? -1 : 1;
