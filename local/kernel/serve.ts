import type { Faults } from '../contract.ts';
import { createWireServer } from '../wire/server.ts';
import type { AccountOptions } from './account.ts';
import { type AnswerOther, frontPage } from './front-page.ts';

export interface ServeOptions {
  readonly faults: Faults;
  /** @default 0, any free port */
  readonly port?: number;
  /** What else answers at the endpoint. */
  readonly others?: readonly AnswerOther[];
}

/** Answers for the account's services over HTTP on loopback. */
export function serveOnLoopback({ faults, port = 0, others = [] }: ServeOptions): AccountOptions['serve'] {
  return async (services, parts) => {
    const { deployment, principals, authorize, journal, activity } = parts;
    const { accountId, partition } = deployment;
    const answerers = [frontPage(parts), ...others];
    const server = createWireServer({
      services,
      principals,
      authorize,
      faults,
      journal,
      activity,
      accountId,
      partition,
      answerOther: (request, response) => answerers.some((answer) => answer(request, response)),
    });
    return { url: await server.listen(port), close: () => server.close() };
  };
}
