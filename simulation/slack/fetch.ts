import type { Caller } from '../platform/service.ts';
import { type SlackAnswer, type SlackCall, webhookMethod } from './workspace.ts';

/** `fetch` as the Slack client uses it. What is lost is a `TimeoutError`, as its signal makes it. */
export const createSlackFetch = (
  accept: (call: SlackCall, heard: boolean) => SlackAnswer,
  call: Caller,
): typeof fetch =>
  (async (input: string | URL | Request, init?: RequestInit) => {
    const url = String(input);
    const method = methodOf(url);
    const text = typeof init?.body === 'string' ? init.body : '';
    const body: SlackCall['body'] = text.startsWith('{')
      ? JSON.parse(text)
      : Object.fromEntries(new URLSearchParams(text));
    const answer = await call('slack', method, (heard) => accept({ method, body }, heard));
    return {
      status: answer.status,
      headers: { get: (name: string) => (name === 'retry-after' ? answer.retryAfter : null) },
      text: async () => answer.body,
    } as unknown as Response;
  }) as typeof fetch;

const methodOf = (url: string): string => {
  if (url.includes('/services/')) return webhookMethod;
  return url.includes('/api/') ? url.slice(url.lastIndexOf('/') + 1) : 'upload';
};
