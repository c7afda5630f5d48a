import type { MetricAlarm, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { parseTunnelAlarmName, tunnelAlarmMark } from '../../contracts/alarm-name.ts';
import type { TunnelAlarm, WantedAlarm } from '../../ports/aws.ts';
import { fromDimensions, toDimensions } from './dimensions.ts';
import { tunnelStateMetric } from './tunnel-state.ts';

/** Everything about an alarm but its name and its dimensions. It has no actions: its changes of state reach us as events. */
const definition = {
  ...tunnelStateMetric,
  Statistic: 'Maximum',
  ComparisonOperator: 'LessThanThreshold',
  Threshold: 1,
  Period: 300,
  EvaluationPeriods: 1,
  DatapointsToAlarm: 1,
  TreatMissingData: 'breaching',
} as const;

export const toPutInput = (alarm: WantedAlarm): PutMetricAlarmInput => ({
  ...definition,
  AlarmName: alarm.alarmName,
  AlarmDescription: descriptionOf(alarm.connectionId, alarm.outsideIp),
  Dimensions: toDimensions(alarm.dimensions),
});

/** The alarm in our words, or undefined if this product did not make it. */
export const toTunnelAlarm = (alarm: MetricAlarm): TunnelAlarm | undefined => {
  const subject = parseTunnelAlarmName(alarm.AlarmName ?? '');
  if (!subject || !alarm.AlarmDescription?.startsWith(tunnelAlarmMark)) return undefined;
  const asMade =
    alarm.AlarmDescription === descriptionOf(subject.connectionId, subject.outsideIp) &&
    Object.entries(definition).every(([field, value]) => alarm[field as keyof typeof definition] === value);
  return {
    ...subject,
    alarmName: alarm.AlarmName ?? '',
    dimensions: fromDimensions(alarm.Dimensions),
    asMade,
  };
};

const descriptionOf = (connectionId: string, outsideIp: string): string =>
  `${tunnelAlarmMark}, which keeps it in step with the connection: tunnel ${outsideIp} of ${connectionId} has not been up for five minutes.`;
