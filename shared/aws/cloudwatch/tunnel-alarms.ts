import {
  type CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmsInput,
  ListMetricsCommand,
  type MetricAlarm,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import { tunnelAlarmPrefix } from '../../contracts/alarm-name.ts';
import type { TunnelAlarms } from '../../ports/aws.ts';
import type { Log } from '../../ports/shell.ts';
import { awsCall } from '../client/aws-call-error.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { toPutInput, toTunnelAlarm } from './alarm-definition.ts';
import { fromDimensions } from './dimensions.ts';
import { tunnelStateMetric } from './tunnel-state.ts';

const alarmsPerPage = 100;

export const createTunnelAlarms = (
  cloudWatch: ClientOf<CloudWatchClient>,
  { log }: { readonly log: Log },
): TunnelAlarms => ({
  list: async (region) => {
    const alarms = await describeAll(cloudWatch(region), { AlarmNamePrefix: tunnelAlarmPrefix });
    return alarms.map(toTunnelAlarm).filter((alarm) => alarm !== undefined);
  },
  put: async (region, alarm) => {
    const client = cloudWatch(region);
    // The call overwrites whatever bears the name, so a person's alarm has to be looked for.
    const [present] = await describeAll(client, { AlarmNames: [alarm.alarmName] });
    if (present && !toTunnelAlarm(present)) {
      log.warn('alarm left alone', { reason: 'made-by-somebody-else', alarmName: alarm.alarmName });
      return;
    }
    await awsCall('PutMetricAlarm', client.send(new PutMetricAlarmCommand(toPutInput(alarm))));
  },
  remove: async (region, alarmNames) => {
    if (alarmNames.length === 0) return;
    await awsCall(
      'DeleteAlarms',
      cloudWatch(region).send(new DeleteAlarmsCommand({ AlarmNames: [...alarmNames] })),
    );
  },
  metricDimensions: (region) => listDimensions(cloudWatch(region)),
});

const describeAll = async (
  client: CloudWatchClient,
  which: DescribeAlarmsInput,
): Promise<readonly MetricAlarm[]> => {
  const alarms: MetricAlarm[] = [];
  let nextToken: string | undefined;
  do {
    const page = await awsCall(
      'DescribeAlarms',
      client.send(new DescribeAlarmsCommand({ ...which, MaxRecords: alarmsPerPage, NextToken: nextToken })),
    );
    alarms.push(...(page.MetricAlarms ?? []));
    nextToken = page.NextToken;
  } while (nextToken);
  return alarms;
};

const listDimensions = async (
  client: CloudWatchClient,
): Promise<readonly Readonly<Record<string, string>>[]> => {
  const dimensions: Readonly<Record<string, string>>[] = [];
  let nextToken: string | undefined;
  do {
    const page = await awsCall(
      'ListMetrics',
      client.send(new ListMetricsCommand({ ...tunnelStateMetric, NextToken: nextToken })),
    );
    dimensions.push(...(page.Metrics ?? []).map((metric) => fromDimensions(metric.Dimensions)));
    nextToken = page.NextToken;
  } while (nextToken);
  return dimensions;
};
