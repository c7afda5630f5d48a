import { HealthClient } from '@aws-sdk/client-health';
import { type ClientOf, clientsByRegion } from '../client/clients-by-region.ts';
import { detailClientConfig } from '../client/detail-client-config.ts';

export const healthClients = (): ClientOf<HealthClient> =>
  clientsByRegion((region) => new HealthClient(detailClientConfig(region)));
