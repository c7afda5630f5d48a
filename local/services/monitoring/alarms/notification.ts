import type { Alarm, AlarmState } from './alarm.ts';
import { alarmTimestamp } from './timestamps.ts';

/** What an alarm sends to an SNS topic. */
export interface AlarmNotification {
  readonly subject: string;
  readonly message: string;
}

export const alarmNotification = (
  alarm: Alarm,
  previous: AlarmState,
  accountId: string,
): AlarmNotification => {
  const { state, definition, region } = alarm;
  return {
    subject: `${state.value}: "${definition.name}" in ${regionName(region)}`.slice(0, 99),
    message: JSON.stringify({
      AlarmName: definition.name,
      AlarmDescription: definition.input.AlarmDescription ?? null,
      AWSAccountId: accountId,
      AlarmConfigurationUpdatedTimestamp: alarmTimestamp(alarm.configuredAt),
      NewStateValue: state.value,
      NewStateReason: state.reason,
      StateChangeTime: alarmTimestamp(state.at),
      Region: regionName(region),
      AlarmArn: alarm.arn,
      OldStateValue: previous.value,
      OKActions: definition.input.OKActions ?? [],
      AlarmActions: definition.input.AlarmActions ?? [],
      InsufficientDataActions: definition.input.InsufficientDataActions ?? [],
      Trigger: triggerOf(alarm),
    }),
  };
};

/** Here dimensions are a list with lower-case keys, unlike in the event. */
const triggerOf = ({ definition }: Alarm) => {
  const rules = {
    Period: definition.metric.periodMinutes * 60,
    EvaluationPeriods: definition.evaluationPeriods,
    DatapointsToAlarm: definition.datapointsToAlarm,
    ComparisonOperator: definition.comparison,
    Threshold: definition.threshold,
    TreatMissingData: definition.missingData,
    EvaluateLowSampleCountPercentile: '',
  };
  if (definition.input.Metrics) return { ...rules, Metrics: definition.input.Metrics };
  const { metric, statistic } = definition.metric;
  return {
    MetricName: metric.metricName,
    Namespace: metric.namespace,
    StatisticType: 'Statistic',
    Statistic: statistic.toUpperCase(),
    Unit: definition.input.Unit ?? null,
    Dimensions: Object.entries(metric.dimensions).map(([name, value]) => ({ value, name })),
    ...rules,
  };
};

const regionNames: Readonly<Record<string, string>> = {
  'us-east-1': 'US East (N. Virginia)',
  'us-east-2': 'US East (Ohio)',
  'us-west-2': 'US West (Oregon)',
  'eu-central-1': 'EU (Frankfurt)',
  'eu-west-1': 'EU (Ireland)',
  'eu-north-1': 'EU (Stockholm)',
};

const regionName = (region: string): string => regionNames[region] ?? region;
