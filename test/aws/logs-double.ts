import type { FilteredLogEvent, FilterLogEventsRequest } from '@aws-sdk/client-cloudwatch-logs';
import { ServiceError } from '../../local/contract.ts';
import type { LogLine } from '../../shared/domain/diagnosis/evidence.ts';
import type { Operations } from './aws-double.ts';

export interface LogsWorld {
  /** By name of the log group. */
  readonly groups: Map<string, readonly LogLine[]>;
  pageSize: number;
  /** Pages without any event before the first that has some, as AWS may answer. */
  emptyPages: number;
}

export const createLogsWorld = (): LogsWorld => ({ groups: new Map(), pageSize: 10_000, emptyPages: 0 });

export const logsOperations = (world: LogsWorld): Operations => ({
  FilterLogEvents: (input: FilterLogEventsRequest) => {
    const lines = world.groups.get(input.logGroupName ?? '');
    if (!lines)
      throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.');
    const found = lines.filter((line) => passes(line, input)).toSorted(inOrder(input.startFromHead ?? true));
    const page = Number(input.nextToken ?? 0);
    const size = Math.min(world.pageSize, input.limit ?? 10_000);
    const start = (page - world.emptyPages) * size;
    return {
      events: found.slice(Math.max(start, 0), Math.max(start + size, 0)).map(eventOf),
      nextToken: start + size < found.length ? String(page + 1) : undefined,
    };
  },
});

const passes = ({ streamName, at }: LogLine, input: FilterLogEventsRequest): boolean =>
  streamName.startsWith(input.logStreamNamePrefix ?? '') &&
  at >= (input.startTime ?? 0) &&
  at <= (input.endTime ?? Number.POSITIVE_INFINITY);

const inOrder = (earliestFirst: boolean) => (one: LogLine, other: LogLine) =>
  earliestFirst ? one.at - other.at : other.at - one.at;

const eventOf = ({ streamName, at, message }: LogLine, index: number): FilteredLogEvent => ({
  logStreamName: streamName,
  timestamp: at,
  ingestionTime: at + 1,
  message,
  eventId: String(index),
});
