import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { selfAlarmPrefix } from '../../contracts/alarm-name.ts';
import type { OwnAlarms } from '../../ports/aws.ts';
import { awsCall } from '../client/aws-call-error.ts';
import type { ClientOf } from '../client/clients-by-region.ts';

/** A region has a handful of them, so that one page holds all. */
export const createOwnAlarms = (cloudWatch: ClientOf<CloudWatchClient>): OwnAlarms => ({
  raised: async (region) => {
    const { MetricAlarms: alarms = [] } = await awsCall(
      'DescribeAlarms',
      cloudWatch(region).send(
        new DescribeAlarmsCommand({ AlarmNamePrefix: selfAlarmPrefix, StateValue: 'ALARM', MaxRecords: 100 }),
      ),
    );
    return alarms.flatMap(({ AlarmName: name }) => name ?? []);
  },
});
