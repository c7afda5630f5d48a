import type {
  DeleteAlarmsInput,
  PutMetricAlarmInput,
  PutMetricDataInput,
  TagResourceInput,
} from '@aws-sdk/client-cloudwatch';
import type { CallContext, RequiredPermission } from '../../contract.ts';

type ReadPermissions = (input: never, context: CallContext) => readonly RequiredPermission[];

const alarmArn = (name: string, { partition, region, accountId }: CallContext): string =>
  `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${name}`;

const onAlarm =
  (action: string): ReadPermissions =>
  ({ AlarmName = '' }: { AlarmName?: string }, context) => [
    { action: `cloudwatch:${action}`, resources: [alarmArn(AlarmName, context)] },
  ];

const onTagged =
  (action: string): ReadPermissions =>
  ({ ResourceARN = '' }: TagResourceInput) => [{ action: `cloudwatch:${action}`, resources: [ResourceARN] }];

/** Actions with resource-level permissions (Service Authorization Reference, CloudWatch). */
const byOperation: Readonly<Record<string, ReadPermissions>> = {
  PutMetricAlarm: ({ AlarmName = '', Tags = [] }: PutMetricAlarmInput, context) => {
    const resources = [alarmArn(AlarmName, context)];
    const put = { action: 'cloudwatch:PutMetricAlarm', resources };
    return Tags.length > 0 ? [put, { action: 'cloudwatch:TagResource', resources }] : [put];
  },
  SetAlarmState: onAlarm('SetAlarmState'),
  DeleteAlarms: ({ AlarmNames = [] }: DeleteAlarmsInput, context) =>
    AlarmNames.map((name) => ({ action: 'cloudwatch:DeleteAlarms', resources: [alarmArn(name, context)] })),
  DescribeAlarms: (_input, context) => [
    { action: 'cloudwatch:DescribeAlarms', resources: [alarmArn('*', context)] },
  ],
  PutMetricData: ({ Namespace = '' }: PutMetricDataInput) => [
    {
      action: 'cloudwatch:PutMetricData',
      resources: ['*'],
      conditions: { 'cloudwatch:namespace': Namespace },
    },
  ],
  ListTagsForResource: onTagged('ListTagsForResource'),
  TagResource: onTagged('TagResource'),
  UntagResource: onTagged('UntagResource'),
};

export const monitoringPermissions = (
  operation: string,
  input: unknown,
  context: CallContext,
): readonly RequiredPermission[] =>
  byOperation[operation]?.(input as never, context) ?? [
    { action: `cloudwatch:${operation}`, resources: ['*'] },
  ];
