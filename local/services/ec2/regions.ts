import type { DescribeRegionsRequest, DescribeRegionsResult } from '@aws-sdk/client-ec2';
import { type CallContext, type Operation, ServiceError } from '../../contract.ts';
import type { World } from '../../world/world.ts';

/** The regions that every account has. */
const alwaysOn = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** Those that an account has to opt into. */
const optional = [
  'af-south-1',
  'ap-east-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
];

/** Which regions the account has: beside those that are always on, the ones in which it has something. */
export interface Regions {
  readonly describe: Operation<DescribeRegionsRequest, DescribeRegionsResult>;
  /** Refuses a call to a region that is not on, as AWS does: nobody has credentials there. */
  readonly mustBeOn: (context: CallContext) => void;
}

export const createRegions = (world: World, home: string | undefined): Regions => {
  const isOptedIn = (name: string): boolean =>
    name === home || world.connections(name).length > 0 || world.gateways(name).length > 0;
  return {
    describe: ({ RegionNames, AllRegions = false }) => {
      const listed = [
        ...alwaysOn.map((name) => regionShape(name, 'opt-in-not-required')),
        ...optional.map((name) => regionShape(name, isOptedIn(name) ? 'opted-in' : 'not-opted-in')),
      ].filter(({ OptInStatus }) => AllRegions || OptInStatus !== 'not-opted-in');
      const unknown = RegionNames?.filter(
        (wanted) => !listed.some(({ RegionName }) => RegionName === wanted),
      );
      if (unknown?.length) {
        throw new ServiceError('InvalidParameterValue', `Invalid region names: [${unknown.join(', ')}]`);
      }
      return { Regions: listed.filter(({ RegionName }) => !RegionNames || RegionNames.includes(RegionName)) };
    },
    mustBeOn: ({ region }) => {
      if (alwaysOn.includes(region) || isOptedIn(region)) return;
      throw new ServiceError(
        'AuthFailure',
        'AWS was not able to validate the provided access credentials',
        401,
      );
    },
  };
};

const regionShape = (name: string, optInStatus: string) => ({
  RegionName: name,
  Endpoint: `ec2.${name}.amazonaws.com`,
  OptInStatus: optInStatus,
});
