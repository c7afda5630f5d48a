import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { clientConfig } from '../client/client-config.ts';
import { type ClientOf, clientsByRegion } from '../client/clients-by-region.ts';

export const cloudWatchClients = (): ClientOf<CloudWatchClient> =>
  clientsByRegion((region) => new CloudWatchClient(clientConfig(region)));
