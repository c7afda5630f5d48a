import type { BusEvent } from '../../../contract.ts';
import { derivedUuid } from '../../../world/derived.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import { alarmTimestamp } from './timestamps.ts';

/** The event `CloudWatch Alarm State Change` (CloudWatch guide, "Alarm events and EventBridge"). */
export const alarmStateChange = (alarm: Alarm, previous: AlarmState, accountId: string): BusEvent => ({
  version: '0',
  id: derivedUuid('alarm event', alarm.arn, alarm.state.at, alarm.state.value),
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  account: accountId,
  time: `${new Date(alarm.state.at).toISOString().slice(0, 19)}Z`,
  region: alarm.region,
  resources: [alarm.arn],
  detail: {
    alarmName: alarm.definition.name,
    configuration: configurationOf(alarm),
    previousState: stateOf(previous),
    state: stateOf(alarm.state),
  },
});

const stateOf = ({ value, reason, reasonData, at }: AlarmState) => ({
  reason,
  ...(reasonData === undefined ? {} : { reasonData }),
  timestamp: alarmTimestamp(at),
  value,
});

const configurationOf = ({ definition: { input, metric } }: Alarm) => ({
  ...(input.AlarmDescription === undefined ? {} : { description: input.AlarmDescription }),
  metrics: [...expressionQuery(input), metricQuery(metric)],
});

const expressionQuery = ({ Metrics = [] }: Alarm['definition']['input']) =>
  Metrics.filter(({ Expression }) => Expression !== undefined).map(({ Id, Label, Expression }) => ({
    expression: Expression,
    id: Id,
    ...(Label === undefined ? {} : { label: Label }),
    returnData: true,
  }));

const metricQuery = ({ id, metric, periodMinutes, statistic, condition }: Alarm['definition']['metric']) => ({
  id,
  metricStat: {
    metric: { dimensions: metric.dimensions, name: metric.metricName, namespace: metric.namespace },
    period: periodMinutes * 60,
    stat: statistic,
  },
  returnData: condition === undefined,
});
