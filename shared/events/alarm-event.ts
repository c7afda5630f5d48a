import { parseTunnelAlarmName, tunnelAlarmMark } from '../contracts/alarm-name.ts';
import type { AlarmSignal } from '../domain/signal.ts';
import { parseEventTime } from './event-time.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';

/** Why an event makes nobody look. */
export type IgnoredAlarmReason =
  | 'unreadable'
  | 'not-a-state-change'
  | 'foreign-alarm'
  | 'composite-alarm'
  | 'metric-math-alarm'
  | 'other-tunnel'
  | 'unknown-state';

export interface IgnoredAlarm {
  readonly ignored: IgnoredAlarmReason;
  readonly alarmName: string | undefined;
}

export interface TunnelAlarmEvent {
  readonly alarmName: string;
  readonly region: string | undefined;
  /** Its description says that this product has made it. */
  readonly isOurs: boolean;
  readonly signal: AlarmSignal;
}

const stateValues = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const;

/**
 * Reads a `CloudWatch Alarm State Change`. Which tunnel it is about stands in the alarm's name; a configuration that
 * contradicts the name is somebody else's. (CloudWatch user guide, "Alarm events and EventBridge".)
 */
export const parseAlarmEvent = (input: unknown, receivedAt: number): TunnelAlarmEvent | IgnoredAlarm => {
  const envelope = fieldsOf(input);
  const detail = fieldsOf(envelope?.['detail']);
  const alarmName = textOf(detail?.['alarmName']);
  if (!envelope || !detail || alarmName === undefined) return { ignored: 'unreadable', alarmName };
  const detailType = textOf(envelope['detail-type']);
  if (detailType !== undefined && detailType !== 'CloudWatch Alarm State Change') {
    return { ignored: 'not-a-state-change', alarmName };
  }
  const tunnel = parseTunnelAlarmName(alarmName);
  if (!tunnel) return { ignored: 'foreign-alarm', alarmName };
  const configuration = fieldsOf(detail['configuration']) ?? {};
  const objection = objectionTo(configuration, tunnel);
  if (objection) return { ignored: objection, alarmName };
  const state = fieldsOf(detail['state']) ?? {};
  const value = stateValues.find((known) => known === textOf(state['value'])?.toUpperCase());
  if (!value) return { ignored: 'unknown-state', alarmName };
  const at = parseEventTime(state['timestamp']) ?? parseEventTime(envelope['time']) ?? receivedAt;
  return {
    alarmName,
    region: textOf(envelope['region']),
    isOurs: textOf(configuration['description'])?.startsWith(tunnelAlarmMark) ?? false,
    signal: { kind: 'alarm', ...tunnel, state: value, at },
  };
};

/** Dimensions are looked for by name in every metric: their order and their number mean nothing. */
const objectionTo = (
  configuration: Fields,
  tunnel: { readonly connectionId: string; readonly outsideIp: string },
): IgnoredAlarmReason | undefined => {
  if (configuration['alarmRule'] !== undefined) return 'composite-alarm';
  const metrics = listOf(configuration['metrics']).map((metric) => fieldsOf(metric) ?? {});
  if (metrics.length > 1 || metrics.some((metric) => metric['expression'] !== undefined)) {
    return 'metric-math-alarm';
  }
  const dimensions = metrics.flatMap((metric) => {
    const stat = fieldsOf(metric['metricStat']);
    return Object.entries(fieldsOf(fieldsOf(stat?.['metric'])?.['dimensions']) ?? {});
  });
  const contradicts = dimensions.some(
    ([name, value]) =>
      (name === 'VpnId' && value !== tunnel.connectionId) ||
      (name === 'TunnelIpAddress' && value !== tunnel.outsideIp),
  );
  return contradicts ? 'other-tunnel' : undefined;
};
