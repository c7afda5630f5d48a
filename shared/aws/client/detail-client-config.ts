import { type ClientConfig, clientConfig } from './client-config.ts';

const detailTimeoutMs = 3_000;

/** What clients are made with whose answers only add detail: nobody waits long for them. */
export const detailClientConfig = (region: string): ClientConfig & { readonly maxAttempts: number } => ({
  ...clientConfig(region, detailTimeoutMs),
  maxAttempts: 2,
});
