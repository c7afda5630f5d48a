import { SQSClient } from '@aws-sdk/client-sqs';
import { clientConfig } from '../client/client-config.ts';

export const sqsClient = (region: string): SQSClient => new SQSClient(clientConfig(region));
