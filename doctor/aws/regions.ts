import { DescribeRegionsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { ClientOf } from '../../shared/aws/client/clients-by-region.ts';
import type { Regions } from '../ports.ts';

/** `DescribeRegions`, with those that the account has not opted into. */
export const createRegions = (ec2: ClientOf<EC2Client>): Regions => ({
  list: async (askIn) => {
    const answer = await awsCall(
      'DescribeRegions',
      ec2(askIn).send(new DescribeRegionsCommand({ AllRegions: true })),
    );
    return new Map(
      (answer.Regions ?? []).map(({ RegionName: name = '', OptInStatus: status }) => [
        name,
        status === 'not-opted-in' ? 'off' : 'on',
      ]),
    );
  },
});
