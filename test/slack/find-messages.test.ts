import { describe, expect, it } from 'vitest';
import type { SlackScope } from '../../local/slack/scopes.ts';
import { usualScopes } from '../../local/slack/scopes.ts';
import { createSlackClient, type SlackClient } from '../../shared/slack/client.ts';
import type { MessageMark } from '../../shared/slack/mark.ts';
import { directCaller } from '../../simulation/platform/service.ts';
import { createSlackFetch } from '../../simulation/slack/fetch.ts';
import { createWorkspace } from '../../simulation/slack/workspace.ts';
import { startSlack, token } from '../local/slack/fixture.ts';
import { startAt } from '../local/world/fixture.ts';

interface Model {
  readonly client: SlackClient;
  readonly channel: string;
  advance(ms: number): void | Promise<void>;
}

const mark = (different: Partial<MessageMark> = {}): MessageMark => ({
  subjectId: 'vpn-1/1',
  step: 'post',
  revision: 1,
  seq: 1,
  rungSeq: 1,
  ...different,
});

const local = async (scopes: readonly SlackScope[]): Promise<Model> => {
  const slack = await startSlack({ scopes });
  const client = createSlackClient({
    credentials: { kind: 'bot', token, apiUrl: `${slack.url}/api/` },
    fetch,
  });
  return {
    client,
    channel: '#vpn',
    advance: async (ms) => slack.clock.run({ until: slack.clock.now() + ms }),
  };
};

const simulated = async (scopes: readonly SlackScope[]): Promise<Model> => {
  let now = startAt;
  const workspace = createWorkspace({ seesHistory: scopes.includes('channels:history') });
  const fetchSimulated = createSlackFetch((call) => workspace.accept(call, now, () => {}), directCaller);
  const client = createSlackClient({
    credentials: { kind: 'bot', token, apiUrl: 'https://slack.com/api/' },
    fetch: fetchSimulated,
  });
  const advance = (ms: number): void => {
    now += ms;
  };
  return { client, channel: '#vpn', advance };
};

describe.each([
  ['of the local account', local],
  ['of the simulation', simulated],
])('messages of ours, in the Slack %s', (_, open) => {
  const around = { from: startAt - 60_000, to: startAt + 60_000 };

  it('are found by what they say of themselves, once Slack shows them', async () => {
    const { client, channel, advance } = await open(usualScopes);
    await client.send({ call: 'post', channel, text: 'of others', blocks: [] });
    const posted = await client.send({ call: 'post', channel, text: 'one', blocks: [], mark: mark() });
    const { ts = '', channel: id = '' } = posted.outcome === 'delivered' ? posted : expect.fail();
    await client.send({ call: 'update', channel: id, ts, text: 'edited', blocks: [] });
    const reply = mark({ step: 'reply', revision: 2, seq: 2 });
    await client.send({
      call: 'reply',
      channel: id,
      threadTs: ts,
      text: 'two',
      broadcast: true,
      mark: reply,
    });
    await advance(20_000);
    expect(await client.find({ channel, ...around })).toEqual({
      outcome: 'looked',
      messages: [{ channel: id, ts, mark: mark() }],
    });
    expect(await client.find({ channel: id, threadTs: ts, ...around })).toMatchObject({
      outcome: 'looked',
      messages: expect.arrayContaining([expect.objectContaining({ mark: reply })]),
    });
    expect(await client.find({ channel: id, from: startAt + 60_000, to: startAt + 90_000 })).toEqual({
      outcome: 'looked',
      messages: [],
    });
  });

  it('are not found without the scope', async () => {
    const { client, channel } = await open(['chat:write', 'channels:read', 'groups:read']);
    await client.send({ call: 'post', channel, text: 'one', blocks: [], mark: mark() });
    expect(await client.find({ channel, ...around })).toEqual({ outcome: 'refused', error: 'missing_scope' });
  });
});

it('a channel with more than a page of messages is read on', async () => {
  const bodies: string[] = [];
  const client = createSlackClient({
    credentials: { kind: 'bot', token: 'xoxb-1', apiUrl: 'https://slack.com/api/' },
    fetch: async (_url, init) => {
      bodies.push(String(init?.body));
      const response_metadata = { next_cursor: bodies.length < 3 ? `page-${bodies.length}` : '' };
      return Response.json({ ok: true, messages: [{ ts: `${bodies.length}.0` }], response_metadata });
    },
  });
  expect(await client.find({ channel: 'C1', from: 1_500, to: 3_000 })).toEqual({
    outcome: 'looked',
    messages: [],
  });
  expect(bodies.map((body) => new URLSearchParams(body).get('cursor'))).toEqual(['', 'page-1', 'page-2']);
  expect(bodies[0]).toContain('oldest=1.5&latest=3&include_all_metadata=true');
});
