import { type Credentials, environmentCredentials } from './environment-credentials.ts';

/** What every client is made with. Retries are the SDK's own. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: () => Promise<Credentials>;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly socketTimeout: number;
    readonly throwOnRequestTimeout: true;
    /** Absent: connections are kept for the next call. */
    readonly httpAgent?: AgentOptions;
    readonly httpsAgent?: AgentOptions;
  };
}

interface AgentOptions {
  readonly keepAlive: boolean;
}

const connectionTimeoutMs = 2_000;

const defaultRequestTimeoutMs = 8_000;

/**
 * Without a time-out of its own a request to a silent endpoint would use up the function's time. The request's ends with
 * the headers of the answer; a body that stalls after them has only the socket's.
 */
export const clientConfig = (region: string, requestTimeoutMs = defaultRequestTimeoutMs): ClientConfig => ({
  region,
  credentials: environmentCredentials,
  requestHandler: {
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    socketTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
  },
});

/** For calls that are made once: a connection that was kept may be dead after a freeze, which a retry would hide. */
export const withoutKeptConnections = (config: ClientConfig): ClientConfig => ({
  ...config,
  requestHandler: {
    ...config.requestHandler,
    httpAgent: { keepAlive: false },
    httpsAgent: { keepAlive: false },
  },
});
