import { expect, it } from 'vitest';
import { TableAttribute } from '../../shared/contracts/table.ts';
import { policyStatements } from './policies.ts';
import { synthesized } from './synthesized.ts';

const app = synthesized({ email: ['oncall@example.com'] });

it('the table is encrypted, can be restored to any second, forgets by time to live, and survives the stack', () => {
  const [table, ...others] = app.ofType('AWS::DynamoDB::Table');
  expect(others).toEqual([]);
  expect(table?.deletionPolicy).toBe('Retain');
  expect(table?.properties).toMatchObject({
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: true,
    KeySchema: [
      { AttributeName: TableAttribute.partitionKey, KeyType: 'HASH' },
      { AttributeName: TableAttribute.sortKey, KeyType: 'RANGE' },
    ],
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    SSESpecification: { SSEEnabled: true },
    TimeToLiveSpecification: { AttributeName: TableAttribute.expiresAt, Enabled: true },
  });
});

it('logical ids of what holds state stay as they are: another id would be another, empty resource', () => {
  const stateful = ['AWS::SNS::Topic', 'AWS::KMS::Key', 'AWS::SQS::Queue'];
  expect(stateful.flatMap((type) => app.ofType(type).map(({ logicalId }) => logicalId)).sort()).toEqual([
    'AnnouncementsAlarmMailTopicCB5D7DA7',
    'AnnouncementsKeyC1B1558B',
    'AnnouncementsTopic8CED003D',
    'DeadLettersFailedEventsEC32A40C',
    'DeadLettersUndeliveredAnnouncements7020B9BB',
    'DeadLettersUndeliveredEvents86DB39C7',
    'DiagnosisFailedRequestsA941EA50',
    'DiagnosisRequestsD0D0E6B2',
    'RestartsFailedRequests29846D60',
    'RestartsRequests4B83FDF1',
    'SlackAnnouncements9AACDA11',
    'SlackUndelivered6D1F950D',
  ]);
});

it('every topic is encrypted under the one key, which rotates', () => {
  const [key, ...others] = app.ofType('AWS::KMS::Key');
  expect(others).toEqual([]);
  expect(key?.properties['EnableKeyRotation']).toBe(true);
  for (const topic of app.ofType('AWS::SNS::Topic')) {
    expect(topic.properties['KmsMasterKeyId']).toEqual({ 'Fn::GetAtt': [key?.logicalId, 'Arn'] });
  }
});

it('the key admits alarms', () => {
  const [key] = app.ofType('AWS::KMS::Key');
  expect(key && policyStatements(key, 'KeyPolicy')).toContainEqual(
    expect.objectContaining({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
    }),
  );
});
