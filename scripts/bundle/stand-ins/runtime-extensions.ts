import { getHttpHandlerExtensionConfiguration } from '@smithy/core/protocols';

type ClientConfig = Parameters<typeof getHttpHandlerExtensionConfiguration>[0];

/** Takes the place of what lets extensions change how a client is set up. */
export const resolveRuntimeExtensions = <Config extends ClientConfig>(
  config: Config,
  extensions: readonly unknown[],
): Config => {
  if (extensions.length > 0) throw new Error('The extensions of clients are not bundled.');
  // Hands the time-out of sockets on to the request handler.
  getHttpHandlerExtensionConfiguration(config);
  return config;
};
