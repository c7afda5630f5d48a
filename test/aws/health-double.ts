import type { DescribeEventDetailsRequest, DescribeEventsRequest, Event } from '@aws-sdk/client-health';
import type { Operations } from './aws-double.ts';

export interface HealthWorld {
  /** In the order in which AWS lists them: the latest first. */
  events: readonly Event[];
  /** By ARN; of the others AWS has no details. */
  readonly descriptions: Map<string, string>;
}

export const createHealthWorld = (): HealthWorld => ({ events: [], descriptions: new Map() });

export const healthOperations = (world: HealthWorld): Operations => ({
  DescribeEvents: ({ filter, maxResults = 100 }: DescribeEventsRequest) => {
    const found = world.events.filter(
      ({ service = '', region = '', statusCode = 'open' }) =>
        (filter?.services?.includes(service) ?? true) &&
        (filter?.regions?.includes(region) ?? true) &&
        (filter?.eventStatusCodes?.includes(statusCode) ?? true),
    );
    return {
      events: found.slice(0, maxResults),
      nextToken: found.length > maxResults ? 'more' : undefined,
    };
  },
  DescribeEventDetails: ({ eventArns = [] }: DescribeEventDetailsRequest) => ({
    successfulSet: eventArns
      .filter((arn) => world.descriptions.has(arn))
      .map((arn) => ({
        event: world.events.find((event) => event.arn === arn),
        eventDescription: { latestDescription: world.descriptions.get(arn) },
      })),
    failedSet: eventArns
      .filter((arn) => !world.descriptions.has(arn))
      .map((arn) => ({ eventArn: arn, errorName: 'InvalidRequest', errorMessage: 'no such event' })),
  }),
});
