import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { HealthClient } from '@aws-sdk/client-health';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { type ClientOf, clientsByRegion } from '../../shared/aws/client/clients-by-region.ts';
import { readingOnly } from './reading-only.ts';

const connectionTimeoutMs = 3_000;

const requestTimeoutMs = 10_000;

/** 1,000 connections, each with its configuration document, are about 10 MB. */
const describeTimeoutMs = 20_000;

/** Any credentials do on a local account. Real ones are not shown to it. */
const localCredentials = { accessKeyId: 'doctor', secretAccessKey: 'doctor' };

const configOf = (endpointUrl: string | undefined, timeoutMs = requestTimeoutMs) => ({
  maxAttempts: 2,
  requestHandler: {
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: timeoutMs,
    throwOnRequestTimeout: true,
  },
  ...(endpointUrl !== undefined && { endpoint: endpointUrl, credentials: localCredentials }),
});

export interface Clients {
  readonly cloudFormation: ClientOf<CloudFormationClient>;
  readonly cloudTrail: ClientOf<CloudTrailClient>;
  readonly cloudWatch: ClientOf<CloudWatchClient>;
  readonly dynamoDb: ClientOf<DynamoDBClient>;
  readonly ec2: ClientOf<EC2Client>;
  readonly health: ClientOf<HealthClient>;
  readonly secretsManager: ClientOf<SecretsManagerClient>;
  readonly sts: ClientOf<STSClient>;
}

/** Clients with the credentials that the AWS CLI would find, too: outside of Lambda the environment is not all there is. */
export const createClients = (endpointUrl: string | undefined): Clients => {
  const config = configOf(endpointUrl);
  return {
    cloudFormation: clientsByRegion((region) => readingOnly(new CloudFormationClient({ ...config, region }))),
    cloudTrail: clientsByRegion((region) => readingOnly(new CloudTrailClient({ ...config, region }))),
    cloudWatch: clientsByRegion((region) => readingOnly(new CloudWatchClient({ ...config, region }))),
    dynamoDb: clientsByRegion((region) => readingOnly(new DynamoDBClient({ ...config, region }))),
    ec2: clientsByRegion((region) =>
      readingOnly(new EC2Client({ ...configOf(endpointUrl, describeTimeoutMs), region })),
    ),
    health: clientsByRegion((region) => readingOnly(new HealthClient({ ...config, region }))),
    secretsManager: clientsByRegion((region) => readingOnly(new SecretsManagerClient({ ...config, region }))),
    sts: clientsByRegion((region) => readingOnly(new STSClient({ ...config, region }))),
  };
};
