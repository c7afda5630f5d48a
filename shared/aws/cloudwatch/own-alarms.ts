import { type CloudWatchClient, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { selfAlarmPrefix } from '../../contracts/alarm-name.ts';
import type { SelfAlarm } from '../../domain/message/self-alarms.ts';
import type { OwnAlarms } from '../../ports/aws.ts';
import { awsCall } from '../client/aws-call-error.ts';
import type { ClientOf } from '../client/clients-by-region.ts';

/** A region has some twenty of them, so that one page holds all. */
export const createOwnAlarms = (cloudWatch: ClientOf<CloudWatchClient>): OwnAlarms => ({
  list: async (region) => {
    const { MetricAlarms: alarms = [] } = await awsCall(
      'DescribeAlarms',
      cloudWatch(region).send(
        new DescribeAlarmsCommand({ AlarmNamePrefix: selfAlarmPrefix, MaxRecords: 100 }),
      ),
    );
    return alarms.flatMap(mapAlarm);
  },
});

const mapAlarm = (alarm: MetricAlarm): readonly SelfAlarm[] => {
  const { AlarmName: name, StateTransitionedTimestamp, StateUpdatedTimestamp } = alarm;
  if (name === undefined) return [];
  const since = (StateTransitionedTimestamp ?? StateUpdatedTimestamp)?.getTime() ?? 0;
  return [{ name, state: stateOf(alarm), since }];
};

/** Every alarm begins without data; that is no silence yet. */
const stateOf = ({ StateValue, StateReason, InsufficientDataActions }: MetricAlarm): SelfAlarm['state'] => {
  if (StateValue === 'ALARM') return 'raised';
  const isNew = StateReason?.startsWith('Unchecked: Initial alarm creation') ?? true;
  return StateValue === 'INSUFFICIENT_DATA' && !isNew && InsufficientDataActions?.length ? 'silent' : 'ok';
};
