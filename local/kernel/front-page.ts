import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccountParts } from './account.ts';

/** Answers a request that is no call to AWS; false: it is one. */
export type AnswerOther = (request: IncomingMessage, response: ServerResponse) => boolean;

/** What a person, or a program that has to know the account's time, finds at the endpoint's root. */
export const frontPage =
  ({ deployment, clock }: Pick<AccountParts, 'deployment' | 'clock'>): AnswerOther =>
  (request, response) => {
    if (request.method !== 'GET' || request.url !== '/') return false;
    const page = {
      what: 'The local account of Tunnelkeeper: AWS and Slack, modelled.',
      accountId: deployment.accountId,
      regions: deployment.regions,
      time: new Date(clock.now()).toISOString(),
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(`${JSON.stringify(page)}\n`);
    return true;
  };
