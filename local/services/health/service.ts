import type { DescribeAffectedEntitiesRequest, DescribeEventDetailsRequest } from '@aws-sdk/client-health';
import {
  type CallContext,
  type Clock,
  type Operation,
  type RequiredPermission,
  type Service,
  ServiceError,
} from '../../contract.ts';
import type { World } from '../../world/world.ts';
import { describeAffectedEntities } from './affected-entities.ts';
import { describeEventDetails } from './event-details.ts';
import { describeEvents } from './events.ts';

/** Only from Business Support on may an account ask AWS Health. */
export type SupportPlan = 'business' | 'basic';

export interface HealthOptions {
  readonly world: World;
  readonly clock: Clock;
  /** @default 'business' */
  readonly supportPlan?: SupportPlan | undefined;
}

/** AWS Health: one endpoint that knows the events of every region. */
export const createHealthService = ({ world, clock, supportPlan = 'business' }: HealthOptions): Service => {
  const list = () => world.health.records(clock.now());
  const answering =
    (operation: Operation): Operation =>
    (input, context) => {
      assertEndpoint(context);
      assertSubscribed(supportPlan);
      return operation(input, context);
    };
  return {
    name: 'health',
    operations: {
      DescribeEvents: answering(describeEvents(list)),
      DescribeEventDetails: answering(describeEventDetails(list)),
      DescribeAffectedEntities: answering(describeAffectedEntities(list)),
    },
    permissions: healthPermissions,
  };
};

const endpointRegions: Readonly<Record<string, readonly string[]>> = {
  aws: ['us-east-1', 'us-east-2'],
  'aws-cn': ['cn-northwest-1'],
  'aws-us-gov': ['us-gov-west-1'],
};

/** The signature is for the region of the endpoint, whatever regions are asked about. */
const assertEndpoint = ({ region, partition }: CallContext): void => {
  if (endpointRegions[partition]?.includes(region)) return;
  throw new ServiceError(
    'InvalidSignatureException',
    `Credential should be scoped to a valid region, not '${region}'.`,
    403,
  );
};

const assertSubscribed = (supportPlan: SupportPlan): void => {
  if (supportPlan === 'business') return;
  throw new ServiceError(
    'SubscriptionRequiredException',
    'AWS Premium Support Subscription is required to use this service.',
  );
};

/** Details and entities can be allowed by event (Service Authorization Reference, AWS Health). */
const healthPermissions = (operation: string, input: unknown): readonly RequiredPermission[] => {
  const action = `health:${operation}`;
  const { eventArns } = input as Partial<DescribeEventDetailsRequest>;
  const { filter } = input as Partial<DescribeAffectedEntitiesRequest>;
  const arns = operation === 'DescribeEvents' ? undefined : (eventArns ?? filter?.eventArns);
  return arns?.length ? arns.map((arn) => ({ action, resources: [arn] })) : [{ action, resources: ['*'] }];
};
