import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity, Authorize, Faults, Journal, Principal } from '../contract.ts';
import type { WireService } from './wire-service.ts';

export interface WireOptions {
  readonly services: readonly WireService[];
  /** Who signs with this access key; an unknown key is the operator's. */
  readonly principals: (accessKeyId: string) => Principal;
  readonly authorize: Authorize;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly activity: Activity;
  readonly accountId: string;
  readonly partition: string;
  /** Answers what is no call to AWS; false: it is one. @default nothing is answered */
  readonly answerOther?: (request: IncomingMessage, response: ServerResponse) => boolean;
}
