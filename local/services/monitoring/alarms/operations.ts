import type {
  DeleteAlarmsInput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  MetricAlarm,
  PutMetricAlarmInput,
  SetAlarmStateInput,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-cloudwatch';
import { type CallContext, type Operation, ServiceError } from '../../../contract.ts';
import { pageOf } from '../page.ts';
import type { Alarm, StateValue } from './alarm.ts';
import type { AlarmBook } from './alarm-book.ts';

const maximumDeletions = 100;
const maximumPage = 100;
const defaultPage = 50;

export const alarmOperations = (book: AlarmBook): Readonly<Record<string, Operation>> => ({
  PutMetricAlarm: (input: PutMetricAlarmInput, { region }) => {
    book.put(region, input);
    return {};
  },
  DescribeAlarms: (input: DescribeAlarmsInput, { region }) => describeAlarms(book.list(region), input),
  DeleteAlarms: ({ AlarmNames = [] }: DeleteAlarmsInput, { region }) => {
    if (AlarmNames.length > maximumDeletions) {
      throw new ServiceError(
        'ValidationError',
        `Only ${maximumDeletions} alarms may be deleted in one call.`,
      );
    }
    for (const name of AlarmNames) book.remove(region, name);
    return {};
  },
  SetAlarmState: (input: SetAlarmStateInput, { region }) => {
    const alarm = book.find(region, input.AlarmName ?? '');
    if (!alarm) throw new ServiceError('ResourceNotFound', `Unknown alarm ${input.AlarmName}`, 404);
    book.enter(alarm, {
      value: input.StateValue as StateValue,
      reason: input.StateReason ?? '',
      reasonData: input.StateReasonData,
    });
    return {};
  },
  ListTagsForResource: (input: ListTagsForResourceInput, context): ListTagsForResourceOutput => ({
    Tags: [...byArn(book, input.ResourceARN, context).tags].map(([Key, Value]) => ({ Key, Value })),
  }),
  TagResource: ({ ResourceARN, Tags = [] }: TagResourceInput, context) => {
    const { tags } = byArn(book, ResourceARN, context);
    for (const { Key = '', Value = '' } of Tags) tags.set(Key, Value);
    return {};
  },
  UntagResource: ({ ResourceARN, TagKeys = [] }: UntagResourceInput, context) => {
    const { tags } = byArn(book, ResourceARN, context);
    for (const key of TagKeys) tags.delete(key);
    return {};
  },
});

const byArn = (book: AlarmBook, arn: string | undefined, { region }: CallContext): Alarm => {
  const alarm = book.find(region, arn?.split(':alarm:')[1] ?? '');
  if (alarm) return alarm;
  throw new ServiceError('ResourceNotFoundException', `The resource ${arn} does not exist.`, 404);
};

const describeAlarms = (alarms: readonly Alarm[], input: DescribeAlarmsInput): DescribeAlarmsOutput => {
  const { AlarmNames, AlarmNamePrefix, MaxRecords = defaultPage, NextToken } = input;
  if (AlarmNames !== undefined && AlarmNamePrefix !== undefined) {
    throw new ServiceError('ValidationError', 'AlarmNames and AlarmNamePrefix cannot be given together.');
  }
  if (MaxRecords < 1 || MaxRecords > maximumPage) {
    throw new ServiceError(
      'ValidationError',
      `MaxRecords must be from 1 to ${maximumPage}; received ${MaxRecords}.`,
    );
  }
  const matching = alarms.filter((alarm) => matches(alarm, input));
  const { items, nextToken } = pageOf(matching, MaxRecords, NextToken);
  return {
    CompositeAlarms: [],
    MetricAlarms: items.map(describe),
    ...(nextToken === undefined ? {} : { NextToken: nextToken }),
  };
};

/** Without `AlarmTypes` only metric alarms are listed, and no other kind is modelled. */
const matches = ({ definition, state }: Alarm, input: DescribeAlarmsInput): boolean =>
  (input.AlarmTypes === undefined ||
    input.AlarmTypes.length === 0 ||
    input.AlarmTypes.includes('MetricAlarm')) &&
  (input.AlarmNames === undefined || input.AlarmNames.includes(definition.name)) &&
  (input.AlarmNamePrefix === undefined || definition.name.startsWith(input.AlarmNamePrefix)) &&
  (input.StateValue === undefined || input.StateValue === state.value) &&
  (input.ActionPrefix === undefined ||
    (definition.input.AlarmActions ?? []).some((arn) => arn.startsWith(input.ActionPrefix ?? '')));

const describe = ({ arn, definition, state, configuredAt }: Alarm): MetricAlarm => {
  const { Tags: _tags, ...configuration } = definition.input;
  return {
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    ...(configuration.Metrics === undefined ? { Dimensions: [] } : {}),
    ...configuration,
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: new Date(configuredAt),
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.reasonData === undefined ? {} : { StateReasonData: state.reasonData }),
    StateUpdatedTimestamp: new Date(state.at),
    StateTransitionedTimestamp: new Date(state.at),
  };
};
