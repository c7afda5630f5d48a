import {
  type AdvancedEventSelector,
  type CloudTrailClient,
  DescribeTrailsCommand,
  type EventSelector,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { AwsCallError, awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { ClientOf } from '../../shared/aws/client/clients-by-region.ts';
import type { Trail, Trails } from '../ports.ts';

/** Trails that cover a region: its own, and those of other regions that are for all (they show there as "shadow trails"). */
export const createTrails = (cloudTrail: ClientOf<CloudTrailClient>): Trails => ({
  list: async (region) => {
    const client = cloudTrail(region);
    const { trailList = [] } = await awsCall(
      'DescribeTrails',
      client.send(new DescribeTrailsCommand({ includeShadowTrails: true })),
    );
    return Promise.all(
      trailList
        .filter(({ HomeRegion: home, IsMultiRegionTrail: all }) => all === true || home === region)
        .map(({ Name: name = '', TrailARN: arn = '' }) => readTrail(client, name, arn)),
    );
  },
});

const readTrail = async (client: CloudTrailClient, name: string, arn: string): Promise<Trail> => {
  const [status, logsChanges] = await Promise.all([
    awsCall('GetTrailStatus', client.send(new GetTrailStatusCommand({ Name: arn }))),
    readSelectors(client, arn),
  ]);
  return { name, isLogging: status.IsLogging === true, logsChanges };
};

/** A trail of the organisation may be looked at from its members, but not into. */
const readSelectors = async (client: CloudTrailClient, arn: string): Promise<Trail['logsChanges']> => {
  try {
    const { EventSelectors, AdvancedEventSelectors } = await awsCall(
      'GetEventSelectors',
      client.send(new GetEventSelectorsCommand({ TrailName: arn })),
    );
    return (EventSelectors ?? []).some(takesWrites) || (AdvancedEventSelectors ?? []).some(takesAdvanced);
  } catch (error) {
    if (error instanceof AwsCallError && /NotFound|AccessDenied|^InvalidHomeRegion/.test(error.code)) {
      return 'unknown';
    }
    throw error;
  }
};

const takesWrites = ({
  IncludeManagementEvents: management = true,
  ReadWriteType: kind = 'All',
}: EventSelector): boolean => management && kind !== 'ReadOnly';

/** Fields that are not named are not restricted (CloudTrail API reference, `AdvancedEventSelector`). */
const takesAdvanced = ({ FieldSelectors }: AdvancedEventSelector): boolean => {
  const fields = FieldSelectors ?? [];
  const isManagement = fields.some(
    ({ Field: field, Equals: values }) => field === 'eventCategory' && values?.includes('Management'),
  );
  const isReadOnly = fields.some(
    ({ Field: field, Equals: values }) => field === 'readOnly' && values?.includes('true'),
  );
  return isManagement && !isReadOnly;
};
