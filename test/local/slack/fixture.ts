import { onTestFinished } from 'vitest';
import { createVirtualClock } from '../../../local/clock/virtual-clock.ts';
import { createJournal } from '../../../local/kernel/journal.ts';
import { createActivity } from '../../../local/lambda/activity.ts';
import { createFaults } from '../../../local/scenario/faults.ts';
import type { SlackScope } from '../../../local/slack/scopes.ts';
import { createSlackServer } from '../../../local/slack/server.ts';
import { startAt } from '../world/fixture.ts';

export const token = 'local-bot-token';
export const webhookPath = '/services/T0LOCAL001/B0LOCAL001/secret';

/** A Slack on loopback, closed when the test is over. */
export const startSlack = async ({
  burst = 20,
  scopes,
}: {
  readonly burst?: number;
  readonly scopes?: readonly SlackScope[];
} = {}) => {
  const clock = createVirtualClock({ startAt });
  const journal = createJournal(clock);
  const faults = createFaults(clock);
  const activity = createActivity();
  const server = createSlackServer({
    clock,
    journal,
    activity,
    faults,
    tokens: [token],
    webhookPaths: { [webhookPath]: 'vpn' },
    channels: [
      { id: 'C01', name: 'vpn' },
      { id: 'C02', name: 'old', isArchived: true },
      { id: 'C03', name: 'private', isMember: false },
      { id: 'C04', name: 'secret', isPrivate: true, isMember: false },
      { id: 'C05', name: 'inner', isPrivate: true },
    ],
    burst,
    scopes,
  });
  const url = await server.listen(0);
  onTestFinished(() => server.close());
  const post = (path: string, body: string, headers: Record<string, string>, timeoutMs = 2_000) =>
    fetch(`${url}${path}`, { method: 'POST', body, headers, signal: AbortSignal.timeout(timeoutMs) });
  return {
    ...server,
    url,
    clock,
    journal,
    faults,
    activity,
    post,
    call: async (method: string, fields: object, bearer: string = token) => {
      const response = await post(`/api/${method}`, JSON.stringify(fields), {
        'content-type': 'application/json; charset=utf-8',
        ...(bearer === '' ? {} : { authorization: `Bearer ${bearer}` }),
      });
      return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
    },
    ask: async (method: string, fields: Record<string, string>) => {
      const response = await post(`/api/${method}`, new URLSearchParams(fields).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Bearer ${token}`,
      });
      return { scopes: response.headers.get('x-oauth-scopes'), ...JSON.parse(await response.text()) };
    },
    webhook: async (body: string, path = webhookPath) => {
      const response = await post(path, body, { 'content-type': 'application/json' });
      return { status: response.status, body: await response.text() };
    },
  };
};
