import {
  DescribeEventDetailsCommand,
  DescribeEventsCommand,
  type Event,
  type HealthClient,
} from '@aws-sdk/client-health';
import type { OpenHealthEvent } from '../../domain/diagnosis/evidence.ts';
import type { HealthEvents } from '../../ports/diagnosis.ts';
import { AwsCallError, awsCall } from '../client/aws-call-error.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { throttlingCodes } from '../client/throttling.ts';
import { healthHomeRegions } from './home-region.ts';

/** As many as one `DescribeEventDetails` takes. */
const eventsAtMost = 10;

/**
 * `DescribeEvents`, which lists the latest first, then `DescribeEventDetails` for what AWS says about them. Accounts
 * without a support plan that has the AWS Health API get `SubscriptionRequiredException`. Where the home region does not
 * answer, the other one is asked: on the day that us-east-1 is in trouble the name of the active one may be late.
 */
export const createHealthEvents = (health: ClientOf<HealthClient>): HealthEvents => ({
  open: async (region) => {
    const [active, passive] = healthHomeRegions(region);
    try {
      return await readOpen(health(active), region);
    } catch (error) {
      if (isAnswer(error)) throw error;
      return readOpen(health(passive), region);
    }
  },
});

/** What Health itself says is the same wherever it is asked. */
const isAnswer = (error: unknown): boolean =>
  error instanceof AwsCallError &&
  error.statusCode !== undefined &&
  error.statusCode >= 400 &&
  error.statusCode < 500 &&
  !throttlingCodes.has(error.code);

const readOpen = async (client: HealthClient, region: string): Promise<readonly OpenHealthEvent[]> => {
  const events = (await describeOpen(client, region)).filter((event) => event.arn);
  if (events.length === 0) return [];
  const descriptions = await describeDetails(
    client,
    events.map((event) => event.arn ?? ''),
  );
  return events.map((event) => mapEvent(event, descriptions.get(event.arn ?? '') ?? ''));
};

const describeOpen = async (client: HealthClient, region: string): Promise<readonly Event[]> => {
  const answer = await awsCall(
    'DescribeEvents',
    client.send(
      new DescribeEventsCommand({
        filter: { services: ['VPN'], regions: [region], eventStatusCodes: ['open', 'upcoming'] },
        maxResults: eventsAtMost,
      }),
    ),
  );
  return (answer.events ?? []).slice(0, eventsAtMost);
};

/** By ARN. An event that AWS has no details of stays without. */
const describeDetails = async (
  client: HealthClient,
  eventArns: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const answer = await awsCall(
    'DescribeEventDetails',
    client.send(new DescribeEventDetailsCommand({ eventArns: [...eventArns] })),
  );
  return new Map(
    (answer.successfulSet ?? []).map(({ event, eventDescription }) => [
      event?.arn ?? '',
      eventDescription?.latestDescription ?? '',
    ]),
  );
};

const mapEvent = (event: Event, description: string): OpenHealthEvent => ({
  arn: event.arn ?? '',
  code: event.eventTypeCode ?? '',
  category: event.eventTypeCategory ?? '',
  status: event.statusCode ?? '',
  startedAt: event.startTime?.getTime(),
  description,
});
