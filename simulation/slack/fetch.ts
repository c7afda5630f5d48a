import type { Caller } from '../platform/service.ts';
import type { SlackAnswer, SlackCall } from './workspace.ts';

/** `fetch` as the Slack client uses it. What is lost is a `TimeoutError`, as its signal makes it. */
export const createSlackFetch = (accept: (call: SlackCall) => SlackAnswer, call: Caller): typeof fetch =>
  (async (input: string | URL | Request, init?: RequestInit) => {
    const url = String(input);
    const method = url.slice(url.lastIndexOf('/') + 1);
    const body = JSON.parse(String(init?.body)) as SlackCall['body'];
    const { status, retryAfter, body: text } = await call('slack', method, () => accept({ method, body }));
    return {
      status,
      headers: { get: (name: string) => (name === 'retry-after' ? retryAfter : null) },
      text: async () => text,
    } as unknown as Response;
  }) as typeof fetch;
