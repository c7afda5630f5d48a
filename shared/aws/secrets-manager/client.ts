import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientConfig } from '../client/client-config.ts';

export const secretsManagerClient = (region: string): SecretsManagerClient =>
  new SecretsManagerClient(clientConfig(region));
