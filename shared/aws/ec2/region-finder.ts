import { DescribeRegionsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { RegionFinder } from '../../ports/aws.ts';
import { awsCall } from '../client/aws-call-error.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { ec2Clients } from './clients.ts';

interface RegionEnvironment {
  readonly AWS_REGION: string;
  readonly OTHER_REGIONS?: 'watched' | undefined;
}

/** EC2 of the hub knows every region of the partition, and which of them the account has enabled. */
export const createRegionFinder = (ec2: ClientOf<EC2Client>, hubRegion: string): RegionFinder => ({
  enabled: async () => {
    const answer = await awsCall('DescribeRegions', ec2(hubRegion).send(new DescribeRegionsCommand({})));
    const names = (answer.Regions ?? [])
      .filter(({ OptInStatus }) => OptInStatus !== 'not-opted-in')
      .flatMap(({ RegionName }) => RegionName ?? []);
    if (names.length === 0) throw new Error('DescribeRegions named no region.');
    return names;
  },
});

/** Where the configuration asks for regions that it does not name. */
export const regionFinderOf = ({
  AWS_REGION: hub,
  OTHER_REGIONS: others,
}: RegionEnvironment): RegionFinder | undefined => others && createRegionFinder(ec2Clients(), hub);
