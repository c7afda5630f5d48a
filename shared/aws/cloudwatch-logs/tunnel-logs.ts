import {
  type CloudWatchLogsClient,
  type FilteredLogEvent,
  FilterLogEventsCommand,
  type FilterLogEventsRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogLine } from '../../domain/diagnosis/evidence.ts';
import { logGroupOf } from '../../domain/diagnosis/log-group.ts';
import type { LogQuery, TunnelLogs } from '../../ports/diagnosis.ts';
import { awsCall } from '../client/aws-call-error.ts';
import type { ClientOf } from '../client/clients-by-region.ts';

const pagesAtMost = 5;

const linesAtMost = 2_000;

/**
 * `FilterLogEvents`, the latest first, over the streams whose names begin with the connection's id: AWS names a tunnel's
 * stream by connection and outside IP (Site-to-Site VPN user guide, "Site-to-Site VPN logs").
 */
export const createTunnelLogs = (logs: ClientOf<CloudWatchLogsClient>): TunnelLogs => ({
  read: async (region, query) => {
    const group = logGroupOf(query.logGroupArn);
    const events = await latestEvents(logs(group.region || region), requestOf(group.name, query));
    return events
      .map(mapEvent)
      .toSorted((one, other) => one.at - other.at)
      .slice(-linesAtMost);
  },
});

const requestOf = (logGroupName: string, { connectionId, from, to }: LogQuery): FilterLogEventsRequest => ({
  logGroupName,
  logStreamNamePrefix: connectionId,
  startTime: from,
  endTime: to,
  limit: linesAtMost,
  startFromHead: false,
});

/** A page may be empty though more follow. */
const latestEvents = async (
  client: CloudWatchLogsClient,
  request: FilterLogEventsRequest,
): Promise<readonly FilteredLogEvent[]> => {
  const events: FilteredLogEvent[] = [];
  let nextToken: string | undefined;
  for (let page = 1; page <= pagesAtMost && events.length < linesAtMost; page += 1) {
    const answer = await awsCall(
      'FilterLogEvents',
      client.send(new FilterLogEventsCommand({ ...request, nextToken })),
    );
    events.push(...(answer.events ?? []));
    nextToken = answer.nextToken;
    if (!nextToken) break;
  }
  return events;
};

const mapEvent = (event: FilteredLogEvent): LogLine => ({
  streamName: event.logStreamName ?? '',
  at: event.timestamp ?? event.ingestionTime ?? 0,
  message: event.message ?? '',
});
