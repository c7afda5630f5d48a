import { HealthClient } from '@aws-sdk/client-health';
import { clientConfig } from '../client/client-config.ts';
import { type ClientOf, clientsByRegion } from '../client/clients-by-region.ts';

/** Twice this is less than what the diagnosis waits for, so that the other home region can be asked. */
export const healthTimeoutMs = 1_400;

/** One attempt each: the second is made in the other home region. */
export const healthClients = (): ClientOf<HealthClient> =>
  clientsByRegion((region) => new HealthClient({ ...clientConfig(region, healthTimeoutMs), maxAttempts: 1 }));
