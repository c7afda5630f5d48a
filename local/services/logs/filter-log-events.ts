import type { FilterLogEventsRequest, FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { type Operation, ServiceError } from '../../contract.ts';
import { readPattern } from './filter-pattern.ts';
import { findGroup } from './find-group.ts';
import type { LogEvent, LogGroup, LogStore } from './log-store.ts';
import { pageOf, pageSize } from './page.ts';

/** Events that one answer holds at most. */
const largestPage = 10_000;

export const filterLogEvents =
  (store: LogStore): Operation<FilterLogEventsRequest, FilterLogEventsResponse> =>
  (input, context) => {
    const group = findGroup(store, input, context);
    const size = pageSize(input.limit, largestPage);
    const found = eventsOf(group, input);
    const { items, nextToken } = pageOf(found, { size, token: input.nextToken });
    return {
      events: items.map(({ index, event: { at, streamName, message } }) => ({
        logStreamName: streamName,
        timestamp: at,
        message,
        ingestionTime: at,
        eventId: String(index).padStart(56, '0'),
      })),
      searchedLogStreams: [],
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  };

interface Found {
  readonly index: number;
  readonly event: LogEvent;
}

/** Both ends of the time are part of it. */
const eventsOf = ({ events }: LogGroup, input: FilterLogEventsRequest): readonly Found[] => {
  const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = input;
  const isWanted = streamsOf(input);
  const passes = readPattern(input.filterPattern);
  return events.flatMap((event, index) =>
    event.at >= startTime && event.at <= endTime && isWanted(event.streamName) && passes(event.message)
      ? [{ index, event }]
      : [],
  );
};

const streamsOf = ({
  logStreamNames,
  logStreamNamePrefix,
}: FilterLogEventsRequest): ((name: string) => boolean) => {
  if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
    throw new ServiceError(
      'InvalidParameterException',
      'logStreamNames and logStreamNamePrefix cannot both be given.',
    );
  }
  if (logStreamNames) return (name) => logStreamNames.includes(name);
  return (name) => name.startsWith(logStreamNamePrefix ?? '');
};
