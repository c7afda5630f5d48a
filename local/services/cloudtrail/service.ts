import type {
  DescribeTrailsRequest,
  DescribeTrailsResponse,
  GetEventSelectorsRequest,
  GetEventSelectorsResponse,
  GetTrailStatusRequest,
  GetTrailStatusResponse,
} from '@aws-sdk/client-cloudtrail';
import {
  type CallContext,
  type Operation,
  type RequiredPermission,
  type Service,
  ServiceError,
} from '../../contract.ts';

/** The one trail of the account: of all regions, of all regions but stopped, or none. */
export type TrailSetting = 'on' | 'stopped' | 'none';

export interface CloudTrailOptions {
  readonly homeRegion: string;
  /** @default 'on' */
  readonly trail?: TrailSetting | undefined;
}

const trailName = 'management-events';

/** CloudTrail, as far as trails are looked at. */
export const createCloudTrailService = ({ homeRegion, trail = 'on' }: CloudTrailOptions): Service => {
  const arnIn = (context: CallContext) => trailArn(trailName, { ...context, region: homeRegion });
  const mustExist = (name: string | undefined, context: CallContext): string => {
    const arn = arnIn(context);
    // A trail of another region is known by its ARN only.
    const known = context.region === homeRegion ? [trailName, arn] : [arn];
    if (trail !== 'none' && known.includes(name ?? '')) return arn;
    throw new ServiceError('TrailNotFoundException', `Unknown trail: ${name} for the user`);
  };

  const describeTrails: Operation<DescribeTrailsRequest, DescribeTrailsResponse> = (
    { includeShadowTrails = true },
    context,
  ) => ({
    trailList:
      trail === 'none' || (!includeShadowTrails && context.region !== homeRegion)
        ? []
        : [
            {
              Name: trailName,
              TrailARN: arnIn(context),
              HomeRegion: homeRegion,
              IsMultiRegionTrail: true,
              IsOrganizationTrail: false,
              HasCustomEventSelectors: false,
            },
          ],
  });
  const getTrailStatus: Operation<GetTrailStatusRequest, GetTrailStatusResponse> = ({ Name }, context) => {
    mustExist(Name, context);
    return { IsLogging: trail === 'on' };
  };
  const getEventSelectors: Operation<GetEventSelectorsRequest, GetEventSelectorsResponse> = (
    { TrailName },
    context,
  ) => ({
    TrailARN: mustExist(TrailName, context),
    EventSelectors: [
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        DataResources: [],
        ExcludeManagementEventSources: [],
      },
    ],
  });

  return {
    name: 'cloudtrail',
    operations: {
      DescribeTrails: describeTrails,
      GetTrailStatus: getTrailStatus,
      GetEventSelectors: getEventSelectors,
    },
    permissions: trailPermissions,
  };
};

const trailArn = (name: string, { partition, region, accountId }: CallContext): string =>
  `arn:${partition}:cloudtrail:${region}:${accountId}:trail/${name}`;

const trailPermissions = (
  operation: string,
  input: unknown,
  context: CallContext,
): readonly RequiredPermission[] => {
  const { Name, TrailName } = input as GetTrailStatusRequest & GetEventSelectorsRequest;
  const named = Name ?? TrailName;
  const resource = named?.startsWith('arn:') ? named : trailArn(named ?? '', context);
  return [{ action: `cloudtrail:${operation}`, resources: [named === undefined ? '*' : resource] }];
};
