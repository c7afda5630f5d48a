import { createVirtualClock } from '../../../local/clock/virtual-clock.ts';
import type { BusEvent } from '../../../local/contract.ts';
import { createJournal } from '../../../local/kernel/journal.ts';
import type { AlarmNotification } from '../../../local/services/monitoring/alarms/notification.ts';
import { createMonitoring } from '../../../local/services/monitoring/service.ts';
import { accountId, operator, startAt } from '../world/fixture.ts';

export const topicArn = `arn:aws:sns:eu-central-1:${accountId}:operations`;
export const dimensions = { VpnId: 'vpn-0f2a3b4c5d6e7f801', TunnelIpAddress: '203.0.113.17' };

export const tunnelAlarm = {
  AlarmName: 'tunnel',
  AlarmDescription: 'One tunnel',
  Namespace: 'AWS/VPN',
  MetricName: 'TunnelState',
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  Statistic: 'Maximum' as const,
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'LessThanThreshold' as const,
  TreatMissingData: 'breaching',
  AlarmActions: [topicArn],
};

/** CloudWatch on a clock that the test moves. */
export const startMonitoring = (options: { throttleAlarmCalls?: boolean; upBefore?: boolean } = {}) => {
  const clock = createVirtualClock({ startAt });
  const journal = createJournal(clock);
  const events: BusEvent[] = [];
  const notifications: { topic: string; notification: AlarmNotification }[] = [];
  const monitoring = createMonitoring({
    clock,
    journal,
    putEvent: (event) => events.push(event),
    notify: (topic, notification) => notifications.push({ topic, notification }),
    accountId,
    partition: 'aws',
    ...options,
  });
  monitoring.start();
  const series = monitoring.store.open('eu-central-1', 'AWS/VPN', 'TunnelState', dimensions);
  if (options.upBefore) series.addSpan(startAt - 3_600_000, startAt - 60_000, 1);
  return {
    ...monitoring,
    clock,
    journal,
    events,
    notifications,
    series,
    call: (name: string, input: object): never =>
      monitoring.service.operations[name]?.(input, operator) as never,
    stateOf: (name: string) => monitoring.alarms.find('eu-central-1', name)?.state.value,
    /** Puts one value a minute, and runs the clock along. */
    feed: async (minutes: number, value: number) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        series.add(clock.now(), value);
        await clock.run({ until: clock.now() + 60_000 });
      }
    },
    after: (ms: number) => clock.run({ until: clock.now() + ms }),
  };
};
