import type { Event } from '@aws-sdk/client-health';
import { describe, expect, it } from 'vitest';
import { healthClients, healthTimeoutMs } from '../../shared/aws/health/clients.ts';
import { createHealthEvents } from '../../shared/aws/health/health-events.ts';
import type { OpenHealthEvent } from '../../shared/domain/diagnosis/evidence.ts';
import { defaultDeadlineMs } from '../../shared/intake/evidence/reading.ts';
import { type AwsDouble, startAws } from '../aws/aws-double.ts';
import { createHealthWorld, type HealthWorld, healthOperations } from '../aws/health-double.ts';
import { callError, refusal } from '../aws/refusal.ts';
import { createFakeHealthEvents } from '../fakes/health-events.ts';
import {
  type HealthEventsSubject,
  healthEvent,
  region,
  runHealthEventsContract,
} from './health-events-contract.ts';

const fake = (): HealthEventsSubject => {
  const healthEvents = createFakeHealthEvents();
  return {
    healthEvents,
    place: (of, events) => void healthEvents.events.set(of, events),
    unsubscribe: () =>
      healthEvents.failures.next(callError('DescribeEvents', 'SubscriptionRequiredException')),
  };
};

const describedByAws = (of: string, event: OpenHealthEvent): Event => ({
  arn: event.arn,
  service: 'VPN',
  region: of,
  eventTypeCode: event.code,
  eventTypeCategory: event.category as NonNullable<Event['eventTypeCategory']>,
  statusCode: event.status as NonNullable<Event['statusCode']>,
  startTime: event.startedAt === undefined ? undefined : new Date(event.startedAt),
});

interface OnHealth extends HealthEventsSubject {
  readonly aws: AwsDouble;
  readonly world: HealthWorld;
}

const onHealth = async (): Promise<OnHealth> => {
  const world = createHealthWorld();
  const aws = await startAws({ health: healthOperations(world) });
  return {
    aws,
    world,
    healthEvents: createHealthEvents(healthClients()),
    place: (of, events) => {
      world.events = events.map((event) => describedByAws(of, event));
      for (const { arn, description } of events) world.descriptions.set(arn, description);
    },
    unsubscribe: () => aws.fail(refusal('health', 'DescribeEvents', 'SubscriptionRequiredException')),
  };
};

describe('Health events: the fake', () => runHealthEventsContract(fake));
describe('Health events: AWS Health', () => {
  runHealthEventsContract(onHealth);

  it.each([
    ['another service', { service: 'EC2' }],
    ['an event that is over', { statusCode: 'closed' as const }],
  ])('leaves out %s', async (_name, change) => {
    const { healthEvents, world } = await onHealth();
    world.events = [{ ...describedByAws(region, healthEvent('a')), ...change }];
    expect(await healthEvents.open(region)).toEqual([]);
  });

  it('asks for no details where there is no event', async () => {
    const { aws, healthEvents } = await onHealth();
    await healthEvents.open(region);
    expect(aws.operations()).toEqual(['DescribeEvents']);
  });

  it('keeps an event that AWS has no details of', async () => {
    const { healthEvents, place, world } = await onHealth();
    place(region, [healthEvent('a'), healthEvent('b')]);
    world.descriptions.delete(healthEvent('b').arn);
    expect(await healthEvents.open(region)).toEqual([
      healthEvent('a'),
      healthEvent('b', { description: '' }),
    ]);
  });

  it.each([
    ['eu-west-1', 'us-east-1'],
    ['us-west-2', 'us-east-1'],
    ['cn-north-1', 'cn-northwest-1'],
    ['us-gov-east-1', 'us-gov-west-1'],
  ])('asks about %s in %s', async (of, home) => {
    const { aws, healthEvents, place } = await onHealth();
    place(of, [healthEvent('a')]);
    await healthEvents.open(of);
    expect(aws.calls.map((call) => call.region)).toEqual([home, home]);
    expect(aws.calls[0]?.input).toEqual({
      filter: { services: ['VPN'], regions: [of], eventStatusCodes: ['open', 'upcoming'] },
      maxResults: 10,
    });
  });

  it.each([
    ['eu-west-1', ['us-east-1', 'us-east-2']],
    ['cn-north-1', ['cn-northwest-1', 'cn-north-1']],
    ['us-gov-east-1', ['us-gov-west-1', 'us-gov-west-1']],
  ])(
    'asks about %s once more in the other home region where the first does not answer',
    async (of, homes) => {
      const { aws, healthEvents, place } = await onHealth();
      place(of, [healthEvent('a')]);
      const failure = { kind: 'error', code: 'InternalFailure', statusCode: 503 } as const;
      aws.fail({ service: 'health', operation: 'DescribeEvents', when: 'before', failure });
      expect(await healthEvents.open(of)).toEqual([healthEvent('a')]);
      const asked = aws.requests.filter(({ operation }) => operation === 'DescribeEvents');
      expect(asked.map((call) => call.region)).toEqual(homes);
    },
  );

  it('may ask in both before the diagnosis waits no longer', () => {
    expect(2 * healthTimeoutMs).toBeLessThan(defaultDeadlineMs);
  });

  it('says so when the details are refused', async () => {
    const { aws, healthEvents, place } = await onHealth();
    place(region, [healthEvent('a')]);
    aws.fail(refusal('health', 'DescribeEventDetails', 'AccessDeniedException'));
    await expect(healthEvents.open(region)).rejects.toThrow('DescribeEventDetails failed: AccessDenied');
  });
});
