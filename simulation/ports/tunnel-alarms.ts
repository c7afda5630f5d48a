import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { TunnelAlarm, TunnelAlarms } from '../../shared/ports/aws.ts';
import type { Caller } from '../platform/service.ts';

/** The alarms of one region, by name. */
export interface AlarmBook {
  readonly alarms: Map<string, TunnelAlarm>;
  readonly foreign: ReadonlySet<string>;
}

type Dimensions = Readonly<Record<string, string>>;

export const createTunnelAlarms = (
  bookOf: (region: string) => AlarmBook,
  dimensionsOf: (region: string) => readonly Dimensions[],
  call: Caller,
): TunnelAlarms => ({
  list: (region) =>
    awsCall(
      'DescribeAlarms',
      call('cloudwatch', 'DescribeAlarms', () => [...bookOf(region).alarms.values()]),
    ),
  put: (region, alarm) =>
    awsCall(
      'PutMetricAlarm',
      call('cloudwatch', 'PutMetricAlarm', () => {
        const { alarms, foreign } = bookOf(region);
        if (!foreign.has(alarm.alarmName)) alarms.set(alarm.alarmName, { ...alarm, asMade: true });
      }),
    ),
  remove: (region, alarmNames) =>
    awsCall(
      'DeleteAlarms',
      call('cloudwatch', 'DeleteAlarms', () => {
        for (const name of alarmNames) bookOf(region).alarms.delete(name);
      }),
    ),
  metricDimensions: (region) =>
    awsCall(
      'ListMetrics',
      call('cloudwatch', 'ListMetrics', () => dimensionsOf(region)),
    ),
});
