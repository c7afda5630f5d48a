import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { clientConfig } from '../client/client-config.ts';
import { type ClientOf, clientsByRegion } from '../client/clients-by-region.ts';
import { detailClientConfig } from '../client/detail-client-config.ts';

export const cloudWatchClients = (): ClientOf<CloudWatchClient> =>
  clientsByRegion((region) => new CloudWatchClient(clientConfig(region)));

/** For calls that only add detail. */
export const cloudWatchDetailClients = (): ClientOf<CloudWatchClient> =>
  clientsByRegion((region) => new CloudWatchClient(detailClientConfig(region)));
