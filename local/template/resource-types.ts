import { secretArn } from '../services/secretsmanager/secret-arn.ts';
import { stableUuid } from './physical-name.ts';

/** Where a stack is deployed to. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly urlSuffix: string;
}

export interface Identity {
  readonly name: string;
  readonly arn: string;
}

export interface ResourceType {
  /** Property that holds the name, where the type has one. */
  readonly nameProperty?: string;
  readonly maximumNameLength?: number;
  /** For types whose name is an identifier that AWS makes up. */
  readonly generatedId?: (seed: string) => string;
  readonly arn: (name: string, place: Place) => string;
  readonly ref: (identity: Identity, place: Place) => string;
  readonly attributes?: Readonly<Record<string, (identity: Identity, place: Place) => string>>;
}

const byName = (identity: Identity): string => identity.name;
const byArn = (identity: Identity): string => identity.arn;

const regional =
  (service: string, prefix = '') =>
  (name: string, { partition, region, accountId }: Place): string =>
    `arn:${partition}:${service}:${region}:${accountId}:${prefix}${name}`;

const global =
  (service: string, prefix: string) =>
  (name: string, { partition, accountId }: Place): string =>
    `arn:${partition}:${service}::${accountId}:${prefix}${name}`;

/** A type that nothing refers to but by its name. */
const unnamed: ResourceType = { arn: (name) => name, ref: byName };

export const queueUrl = ({ name }: Identity, { region, accountId, urlSuffix }: Place): string =>
  `https://sqs.${region}.${urlSuffix}/${accountId}/${name}`;

const table: ResourceType = {
  nameProperty: 'TableName',
  maximumNameLength: 255,
  arn: regional('dynamodb', 'table/'),
  ref: byName,
  attributes: { Arn: byArn, StreamArn: ({ arn }) => `${arn}/stream/2026-01-01T00:00:00.000` },
};

/** The resource types that the account models: how each is named and what `Ref` and `Fn::GetAtt` return. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    maximumNameLength: 64,
    arn: regional('events', 'rule/'),
    ref: byName,
    attributes: { Arn: byArn },
  },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    maximumNameLength: 64,
    arn: regional('scheduler', 'schedule/default/'),
    ref: byName,
    attributes: { Arn: byArn },
  },
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    maximumNameLength: 64,
    arn: regional('lambda', 'function:'),
    ref: byName,
    attributes: { Arn: byArn },
  },
  'AWS::Lambda::Permission': unnamed,
  'AWS::Lambda::EventInvokeConfig': unnamed,
  'AWS::Lambda::EventSourceMapping': {
    generatedId: stableUuid,
    arn: regional('lambda', 'event-source-mapping:'),
    ref: byName,
    attributes: { Id: byName, EventSourceMappingArn: byArn },
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    maximumNameLength: 80,
    arn: regional('sqs'),
    ref: queueUrl,
    attributes: { Arn: byArn, QueueName: byName, QueueUrl: queueUrl },
  },
  'AWS::SQS::QueuePolicy': unnamed,
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    maximumNameLength: 256,
    arn: regional('sns'),
    ref: byArn,
    attributes: { TopicArn: byArn, TopicName: byName },
  },
  'AWS::SNS::TopicPolicy': unnamed,
  'AWS::SNS::Subscription': {
    generatedId: stableUuid,
    arn: regional('sns', 'subscription:'),
    ref: byArn,
    attributes: { Arn: byArn },
  },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    maximumNameLength: 64,
    arn: global('iam', 'role/'),
    ref: byName,
    attributes: { Arn: byArn, RoleId: ({ name }) => `AROA${name.slice(-12).toUpperCase()}` },
  },
  'AWS::IAM::Policy': { nameProperty: 'PolicyName', arn: (name) => name, ref: byName },
  'AWS::IAM::ManagedPolicy': {
    nameProperty: 'ManagedPolicyName',
    maximumNameLength: 128,
    arn: global('iam', 'policy/'),
    ref: byArn,
    attributes: { PolicyArn: byArn },
  },
  'AWS::CloudWatch::Alarm': {
    nameProperty: 'AlarmName',
    maximumNameLength: 255,
    arn: regional('cloudwatch', 'alarm:'),
    ref: byName,
    attributes: { Arn: byArn },
  },
  'AWS::CloudWatch::CompositeAlarm': {
    nameProperty: 'AlarmName',
    maximumNameLength: 255,
    arn: regional('cloudwatch', 'alarm:'),
    ref: byName,
    attributes: { Arn: byArn },
  },
  'AWS::CloudWatch::Dashboard': {
    nameProperty: 'DashboardName',
    maximumNameLength: 255,
    arn: global('cloudwatch', 'dashboard/'),
    ref: byName,
  },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    maximumNameLength: 512,
    arn: (name, place) => `${regional('logs', 'log-group:')(name, place)}:*`,
    ref: byName,
    attributes: { Arn: byArn },
  },
  'AWS::KMS::Key': {
    generatedId: stableUuid,
    arn: regional('kms', 'key/'),
    ref: byName,
    attributes: { Arn: byArn, KeyId: byName },
  },
  'AWS::KMS::Alias': { nameProperty: 'AliasName', arn: regional('kms'), ref: byName },
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    maximumNameLength: 512,
    arn: secretArn,
    ref: byArn,
    attributes: { Id: byArn },
  },
  'AWS::CDK::Metadata': unnamed,
};

/** Whatever is asked of a custom resource is a placeholder that names it. */
export const customResourceType: ResourceType = { arn: (name) => name, ref: byName };

export function isCustomResource(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
