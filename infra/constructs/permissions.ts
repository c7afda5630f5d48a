import { Aws, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { tunnelAlarmPrefix } from '../../shared/contracts/alarm-name.ts';
import type { AnnouncementTopic } from './announcement-topic.ts';
import type { ServiceFunction } from './service-function.ts';

const { PARTITION: partition, ACCOUNT_ID: accountId } = Aws;

/** Sees connections, customer gateways and the history of tunnels, in any region. */
export const mayLook = (fn: ServiceFunction): void => {
  fn.allow(['ec2:DescribeVpnConnections', 'ec2:DescribeCustomerGateways', 'cloudwatch:GetMetricData'], ['*']);
  Validations.of(fn.role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'These actions read or list; AWS offers no resource-level permission for them.',
  });
};

/** Finds the regions that the account has enabled. */
export const mayFindRegions = (fn: ServiceFunction): void => fn.allow(['ec2:DescribeRegions'], ['*']);

/** Sees everything else that may explain why a connection is down, the logs of tunnels included. */
export const mayDiagnose = (fn: ServiceFunction, regions: readonly string[]): void => {
  fn.allow(
    [
      'ec2:DescribeTransitGatewayAttachments',
      'ec2:GetVpnTunnelReplacementStatus',
      'health:DescribeEvents',
      'health:DescribeEventDetails',
    ],
    ['*'],
  );
  mayReadTunnelLogs(fn, regions);
};

export const mayReadTunnelLogs = (fn: ServiceFunction, regions: readonly string[]): void =>
  forEachRegion(fn, regions, ['logs:FilterLogEvents'], {
    resource: (region) => `arn:${partition}:logs:${region}:${accountId}:log-group:*`,
    reason: 'Owners choose the log groups of their tunnels, under any name; the action reads.',
  });

/** Sees maintenance that waits for its owner. */
export const maySeeMaintenance = (fn: ServiceFunction): void =>
  fn.allow(['ec2:GetVpnTunnelReplacementStatus'], ['*']);

/** Has CloudWatch draw a chart. AWS offers no resource-level permission for it. */
export const mayDraw = (fn: ServiceFunction): void => {
  fn.allow(['cloudwatch:GetMetricWidgetImage'], ['*']);
  Validations.of(fn.role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'The actions read metrics and alarms; AWS offers no resource-level permission for them.',
  });
};

/** Sees the states of alarms. AWS offers no resource-level permission that would serve a prefix. */
export const maySeeAlarms = (fn: ServiceFunction): void => fn.allow(['cloudwatch:DescribeAlarms'], ['*']);

/** Reads and writes rows of the table, and never deletes one: rows are forgotten by their time to live. */
export const mayRemember = (fn: ServiceFunction, table: Table): void =>
  fn.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], [table.tableArn]);

export const mayAnnounce = (fn: ServiceFunction, { topic, key }: AnnouncementTopic): void => {
  fn.allow(['sns:Publish'], [topic.topicArn]);
  fn.allow(['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn]);
};

export const maySend = (fn: ServiceFunction, queue: Queue): void =>
  fn.allow(['sqs:SendMessage'], [queue.queueArn]);

/** Deletes alarms about tunnels, and no others. */
export const mayDeleteTunnelAlarms = (fn: ServiceFunction, regions: readonly string[]): void =>
  onTunnelAlarms(fn, regions, ['cloudwatch:DeleteAlarms']);

/** Keeps one alarm per tunnel in step with the tunnels that exist. */
export const mayKeepTunnelAlarms = (fn: ServiceFunction, regions: readonly string[]): void => {
  onTunnelAlarms(fn, regions, ['cloudwatch:DeleteAlarms', 'cloudwatch:PutMetricAlarm']);
  fn.allow(['cloudwatch:DescribeAlarms', 'cloudwatch:ListMetrics'], ['*']);
};

const onTunnelAlarms = (fn: ServiceFunction, regions: readonly string[], actions: readonly string[]): void =>
  forEachRegion(fn, regions, actions, {
    resource: (region) => `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${tunnelAlarmPrefix}*`,
    reason: 'One alarm per tunnel comes and goes with its connection; the prefix is ours alone.',
  });

/** Restarts tunnels. One function may. */
export const mayRestartTunnels = (fn: ServiceFunction, regions: readonly string[]): void =>
  forEachRegion(fn, regions, ['ec2:ModifyVpnTunnelOptions', 'ec2:ReplaceVpnTunnel'], {
    resource: (region) => `arn:${partition}:ec2:${region}:${accountId}:vpn-connection/*`,
    reason: 'Every connection of the account is watched, those made later included.',
  });

interface RegionalResources {
  readonly resource: (region: string) => string;
  /** Why the wildcard in it is wanted. */
  readonly reason: string;
}

const forEachRegion = (
  fn: ServiceFunction,
  regions: readonly string[],
  actions: readonly string[],
  { resource, reason }: RegionalResources,
): void => {
  for (const region of regions) {
    fn.allow(actions, [resource(region)]);
    Validations.of(fn.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${inNagWords(resource(region))}]`,
      reason,
    });
  }
};

const inNagWords = (resource: string): string =>
  resource.replace(partition, '<AWS::Partition>').replace(accountId, '<AWS::AccountId>');

/** Reads the one secret that Slack is reached with; its ARN ends in six characters that Secrets Manager makes up. */
export const mayReadSecret = (fn: ServiceFunction, secretName: string): void =>
  fn.allow(
    ['secretsmanager:GetSecretValue'],
    [`arn:${partition}:secretsmanager:${Aws.REGION}:${accountId}:secret:${secretName}-??????`],
  );
