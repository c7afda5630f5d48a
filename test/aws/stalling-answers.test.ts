import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { DescribeVpnConnectionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeEventsCommand, HealthClient } from '@aws-sdk/client-health';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { AwsCallError, awsCall } from '../../shared/aws/client/aws-call-error.ts';
import { clientConfig } from '../../shared/aws/client/client-config.ts';
import { ec2RestartClients } from '../../shared/aws/ec2/clients.ts';
import { createTunnelRestarter } from '../../shared/aws/ec2/tunnel-restarter.ts';
import { restart } from '../contract/tunnel-restarter-contract.ts';
import { startStallingServer } from './servers.ts';

const config = { ...clientConfig('eu-west-1', 200), maxAttempts: 2 };

describe('an answer that stops after its headers', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['CloudWatch', () => new CloudWatchClient(config).send(new DescribeAlarmsCommand())],
    [
      'CloudWatch Logs',
      () => new CloudWatchLogsClient(config).send(new FilterLogEventsCommand({ logGroupName: 'a' })),
    ],
    ['DynamoDB', () => new DynamoDBClient(config).send(new QueryCommand({ TableName: 'a' }))],
    ['EC2', () => new EC2Client(config).send(new DescribeVpnConnectionsCommand())],
    ['Health', () => new HealthClient(config).send(new DescribeEventsCommand())],
    [
      'Secrets Manager',
      () => new SecretsManagerClient(config).send(new GetSecretValueCommand({ SecretId: 'a' })),
    ],
    ['SNS', () => new SNSClient(config).send(new PublishCommand({ TopicArn: 'a', Message: 'a' }))],
    [
      'SQS',
      () =>
        new SQSClient(config).send(
          new SendMessageCommand({ QueueUrl: `${process.env['AWS_ENDPOINT_URL']}/1/a`, MessageBody: 'a' }),
        ),
    ],
  ])(
    'is given up: %s',
    async (_, call) => {
      const received = await startStallingServer();
      await expect(awsCall('Call', call())).rejects.toBeInstanceOf(AwsCallError);
      expect(received()).toBeGreaterThan(0);
    },
    20_000,
  );

  it('leaves it uncertain whether a tunnel is restarted, and is not asked for again', async () => {
    const received = await startStallingServer();
    const outcome = await createTunnelRestarter(ec2RestartClients(200)).restart(restart);
    expect(outcome).toMatchObject({ call: 'uncertain' });
    expect(received()).toBe(1);
  }, 20_000);
});
