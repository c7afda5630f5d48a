import { type Credentials, environmentCredentials } from './environment-credentials.ts';

/** What every client is made with. Retries are the SDK's own. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: () => Promise<Credentials>;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
}

const connectionTimeoutMs = 2_000;

const defaultRequestTimeoutMs = 8_000;

/** Without a time-out of its own a request to a silent endpoint would use up the function's time. */
export const clientConfig = (region: string, requestTimeoutMs = defaultRequestTimeoutMs): ClientConfig => ({
  region,
  credentials: environmentCredentials,
  requestHandler: {
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
  },
});
