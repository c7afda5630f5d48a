import { SNSClient } from '@aws-sdk/client-sns';
import { clientConfig } from '../client/client-config.ts';

export const snsClient = (region: string): SNSClient => new SNSClient(clientConfig(region));
