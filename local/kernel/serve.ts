import type { Faults } from '../contract.ts';
import { createWireServer } from '../wire/server.ts';
import type { AccountOptions } from './account.ts';

export interface ServeOptions {
  readonly faults: Faults;
  /** @default 0, any free port */
  readonly port?: number;
}

/** Answers for the account's services over HTTP on loopback. */
export function serveOnLoopback({ faults, port = 0 }: ServeOptions): AccountOptions['serve'] {
  return async (services, parts) => {
    const { deployment, principals, authorize, journal, activity } = parts;
    const { accountId, partition } = deployment;
    const server = createWireServer({
      services,
      principals,
      authorize,
      faults,
      journal,
      activity,
      accountId,
      partition,
    });
    return { url: await server.listen(port), close: () => server.close() };
  };
}
