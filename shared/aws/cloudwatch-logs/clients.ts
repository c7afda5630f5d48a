import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { type ClientOf, clientsByRegion } from '../client/clients-by-region.ts';
import { detailClientConfig } from '../client/detail-client-config.ts';

export const cloudWatchLogsClients = (): ClientOf<CloudWatchLogsClient> =>
  clientsByRegion((region) => new CloudWatchLogsClient(detailClientConfig(region)));
