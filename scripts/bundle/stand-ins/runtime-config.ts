import { createDefaultUserAgentProvider } from '@aws-sdk/core/client';
import { Sha256 } from '@smithy/core/checksum';
import { calculateBodyLength } from '@smithy/core/serde';
import { NodeHttpHandler, streamCollector } from '@smithy/node-http-handler';

type HandlerOptions = Parameters<typeof NodeHttpHandler.create>[0];

/** What a client is made with, as far as it decides about something here. */
interface GivenConfig {
  readonly region?: unknown;
  readonly credentials?: unknown;
  readonly maxAttempts?: unknown;
  readonly requestHandler?: HandlerOptions;
}

interface SharedConfig {
  readonly serviceId: string;
}

/**
 * Takes the place of what sets up a client of one service: of the many sources of settings, a function has only its
 * environment. A setting that is no value of its kind counts as not made, as in the SDK.
 */
export const createRuntimeConfig =
  <Shared extends SharedConfig>(sharedConfig: (config: GivenConfig) => Shared, clientVersion: string) =>
  (config: GivenConfig = {}) => {
    if (!config.region || !config.credentials) throw new Error('A client needs its region and credentials.');
    const { env } = process;
    const shared = sharedConfig(config);
    return {
      sha256: Sha256,
      ...shared,
      runtime: 'node',
      bodyLengthChecker: calculateBodyLength,
      defaultUserAgentProvider: createDefaultUserAgentProvider({
        serviceId: shared.serviceId,
        clientVersion,
      }),
      maxAttempts: Number.parseInt(env['AWS_MAX_ATTEMPTS'] ?? '', 10) || undefined,
      retryMode: 'standard',
      streamCollector,
      useDualstackEndpoint: env['AWS_USE_DUALSTACK_ENDPOINT'] === 'true',
      useFipsEndpoint: env['AWS_USE_FIPS_ENDPOINT'] === 'true',
      userAgentAppId: env['AWS_SDK_UA_APP_ID'],
      ...config,
      requestHandler: NodeHttpHandler.create(config.requestHandler),
    };
  };
