import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Counts the HTTP requests of this thread that have begun and not ended. */
export interface OutstandingRequests {
  readonly count: number;
  /** How many have begun or ended so far. */
  readonly changes: number;
}

export function countOutstandingRequests(): OutstandingRequests {
  const open = new Set<unknown>();
  let changes = 0;
  const begin = (request: unknown): void => {
    open.add(request);
    changes += 1;
  };
  const end = (request: unknown): void => {
    if (open.delete(request)) changes += 1;
  };
  subscribe('http.client.request.created', (message) => {
    const { request } = message as { request: ClientRequest };
    begin(request);
    request.once('close', () => end(request));
  });
  subscribe('undici:request:create', (message) => begin((message as { request: unknown }).request));
  for (const channel of ['undici:request:trailers', 'undici:request:error']) {
    subscribe(channel, (message) => end((message as { request: unknown }).request));
  }
  return {
    get count() {
      return open.size;
    },
    get changes() {
      return changes;
    },
  };
}
