import { describe, expect, it } from 'vitest';
import { createNarrator } from '../../../local/cli/narrator.ts';
import { renderPage } from '../../../local/slack/page/render-page.ts';
import { startSlack, token, webhookPath } from './fixture.ts';

describe('chat.postMessage and chat.update', () => {
  it('keep a history with threads and edits, and tell the journal what a person reads', async () => {
    const slack = await startSlack();
    const parent = await slack.call('chat.postMessage', { channel: '#vpn', text: 'down' });
    expect(parent.body).toMatchObject({ ok: true, channel: 'C01', message: { text: 'down' } });
    await slack.call('chat.postMessage', { channel: 'vpn', text: 'detail', thread_ts: parent.body.ts });
    await slack.call('chat.update', { channel: 'C01', ts: parent.body.ts, text: 'recovered' });
    expect(slack.messages('vpn')).toMatchObject([
      { ts: parent.body.ts, text: 'recovered', editedTs: expect.any(String) },
      { threadTs: parent.body.ts, text: 'detail' },
    ]);
    expect(slack.journal.entries.map(({ what, plain }) => [what, plain])).toEqual([
      ['slack.message', 'down'],
      ['slack.message', 'detail'],
      ['slack.update', 'recovered'],
    ]);
  });

  it('tell of a reply whether the channel shows it as well', async () => {
    const slack = await startSlack();
    const parent = await slack.call('chat.postMessage', { channel: '#vpn', text: 'down' });
    const thread = { channel: 'vpn', thread_ts: parent.body.ts };
    await slack.call('chat.postMessage', { ...thread, text: 'worse', reply_broadcast: true });
    await slack.call('chat.postMessage', { ...thread, text: 'detail' });
    const broadcasts = slack.journal.entries.map((entry) => entry['broadcast']);
    expect(broadcasts).toEqual([undefined, true, false]);
    const narrate = createNarrator(false);
    expect(slack.journal.entries.map((entry) => narrate(entry)[0]?.slice(12))).toEqual([
      'Slack #vpn',
      'Slack #vpn, in the thread and in the channel',
      'Slack #vpn, in the thread',
    ]);
    const html = renderPage('vpn', slack.messages('vpn'));
    expect(html.split('also sent to the channel')).toHaveLength(2);
  });

  it('take form bodies with blocks as JSON in a field', async () => {
    const slack = await startSlack();
    const form = new URLSearchParams({ token, channel: 'vpn', blocks: '[{"type":"divider"}]' });
    const response = await slack.post('/api/chat.postMessage', form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(await response.json()).toMatchObject({ ok: true });
  });

  it.each([
    ['not_authed', 'chat.postMessage', { channel: 'vpn', text: 'x' }, ''],
    ['invalid_auth', 'chat.postMessage', { channel: 'vpn', text: 'x' }, 'wrong'],
    ['channel_not_found', 'chat.postMessage', { channel: 'nowhere', text: 'x' }, token],
    ['is_archived', 'chat.postMessage', { channel: 'old', text: 'x' }, token],
    ['not_in_channel', 'chat.postMessage', { channel: 'private', text: 'x' }, token],
    ['no_text', 'chat.postMessage', { channel: 'vpn' }, token],
    ['msg_too_long', 'chat.postMessage', { channel: 'vpn', text: 'x'.repeat(40_001) }, token],
    ['message_not_found', 'chat.update', { channel: 'vpn', ts: '1.2', text: 'x' }, token],
    ['unknown_method', 'chat.shout', {}, token],
  ])('answer ok: false, %s', async (error, method, fields, bearer) => {
    const slack = await startSlack();
    const { status, body } = await slack.call(method, fields, bearer);
    expect({ status, body }).toMatchObject({ status: 200, body: { ok: false, error } });
    expect(slack.messages('vpn')).toEqual([]);
  });

  it('name what is wrong with blocks, with the place', async () => {
    const slack = await startSlack();
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_001) } }];
    const { body } = await slack.call('chat.postMessage', { channel: 'vpn', text: 'x', blocks });
    expect(body).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });
});

describe('methods that only read', () => {
  it('say who is asking, and what the token is good for', async () => {
    const slack = await startSlack({ scopes: ['chat:write', 'groups:read'] });
    expect(await slack.ask('auth.test', {})).toMatchObject({
      ok: true,
      team: 'local',
      scopes: 'chat:write,groups:read',
    });
  });

  it('say what a channel is', async () => {
    const slack = await startSlack();
    expect(await slack.ask('conversations.info', { channel: 'C02' })).toMatchObject({
      ok: true,
      channel: { name: 'old', is_archived: true, is_member: true, is_private: false },
    });
    expect(await slack.ask('conversations.info', { channel: 'C03' })).toMatchObject({
      channel: { is_member: false },
    });
  });

  it.each([
    ['a name in place of an id', { channel: 'vpn' }, 'channel_not_found'],
    ['a private channel without the bot', { channel: 'C04' }, 'channel_not_found'],
    ['no channel', {}, 'invalid_arguments'],
  ])('refuse %s', async (_name, fields, error) => {
    const slack = await startSlack();
    expect(await slack.ask('conversations.info', fields)).toMatchObject({ ok: false, error });
  });

  it('see nothing in JSON', async () => {
    const slack = await startSlack();
    const { body } = await slack.call('conversations.info', { channel: 'C02' });
    expect(body).toMatchObject({ ok: false, error: 'invalid_arguments' });
  });

  it.each([
    [[], 'C01', 'channels:read'],
    [['groups:read'], 'C01', 'channels:read'],
    [['channels:read'], 'C05', 'groups:read'],
  ] as const)('with the scopes %j about %s lack %s', async (scopes, channel, needed) => {
    const slack = await startSlack({ scopes });
    expect(await slack.ask('conversations.info', { channel })).toMatchObject({
      error: 'missing_scope',
      needed,
    });
  });

  it('list the channels that the bot is in', async () => {
    const slack = await startSlack();
    const types = 'public_channel,private_channel';
    const namesOf = async (fields: Record<string, string>) =>
      (await slack.ask('users.conversations', fields)).channels.map(({ name }: { name: string }) => name);
    expect(await namesOf({ types })).toEqual(['vpn', 'old', 'inner']);
    expect(await namesOf({ types, exclude_archived: 'true' })).toEqual(['vpn', 'inner']);
    expect(await namesOf({})).toEqual(['vpn', 'old']);
    const blind = await startSlack({ scopes: ['channels:read'] });
    expect(await blind.ask('users.conversations', { types })).toMatchObject({
      error: 'missing_scope',
      needed: 'groups:read',
    });
  });
});

describe('a channel without the bot', () => {
  it.each([
    ['public', ['chat:write'], 'C03', 'not_in_channel'],
    ['public', ['chat:write', 'chat:write.public'], 'C03', undefined],
    ['private', ['chat:write', 'chat:write.public'], 'C04', 'channel_not_found'],
  ] as const)('that is %s, to a bot with %j', async (_kind, scopes, channel, error) => {
    const slack = await startSlack({ scopes });
    const { body } = await slack.call('chat.postMessage', { channel, text: 'x' });
    expect(body.error).toBe(error);
  });
});

describe('an incoming webhook', () => {
  it.each([
    ['ok', 200, '{"text":"hello"}', webhookPath],
    ['no_service', 404, '{"text":"hello"}', '/services/T0/B0/other'],
    ['invalid_payload', 400, 'hello', webhookPath],
    ['no_text', 400, '{}', webhookPath],
    ['invalid_blocks', 400, '{"blocks":[{"type":"header"}]}', webhookPath],
  ])('answers %s with status %i', async (body, status, sent, path) => {
    const slack = await startSlack();
    expect(await slack.webhook(sent, path)).toEqual({ body, status });
    expect(slack.messages('vpn')).toHaveLength(status === 200 ? 1 : 0);
  });
});

describe('a message of a webhook', () => {
  it('cannot be edited by the bot', async () => {
    const slack = await startSlack();
    await slack.webhook('{"text":"hello"}');
    const ts = slack.messages('vpn')[0]?.ts;
    expect((await slack.call('chat.update', { channel: 'vpn', ts, text: 'x' })).body).toEqual({
      ok: false,
      error: 'cant_update_message',
    });
  });
});

describe('rate limit', () => {
  it('answers 429 with Retry-After once the burst of a channel is used up, and takes messages again later', async () => {
    const slack = await startSlack({ burst: 2 });
    const post = () => slack.call('chat.postMessage', { channel: 'vpn', text: 'x' });
    await post();
    await post();
    const third = await post();
    expect(third).toMatchObject({ status: 429, body: { ok: false, error: 'ratelimited' } });
    expect(third.headers.get('retry-after')).toBe('1');
    await slack.clock.run({ until: slack.clock.now() + 1_000 });
    expect((await post()).status).toBe(200);
    expect(slack.journal.of('slack.rate-limited')).toMatchObject([
      { method: 'chat.postMessage', key: 'C01' },
    ]);
  });

  it('lets the bot edit fifty messages a minute, in whichever channels', async () => {
    const slack = await startSlack();
    const edits: number[] = [];
    const messages = await Promise.all(
      ['vpn', 'inner'].map(async (channel) => {
        await slack.call('chat.postMessage', { channel, text: 'x' });
        return { channel, ts: slack.messages(channel)[0]?.ts, text: 'y' };
      }),
    );
    for (let edit = 0; edit < 51; edit += 1) {
      edits.push((await slack.call('chat.update', messages[edit % 2] ?? {})).status);
    }
    expect(edits).toEqual([...Array.from({ length: 50 }, () => 200), 429]);
    await slack.clock.run({ until: slack.clock.now() + 2_000 });
    expect((await slack.call('chat.update', messages[0] ?? {})).status).toBe(200);
  });
});

describe('trouble', () => {
  it('comes as a scenario orders it: 429 with its own Retry-After, then 500, then ok: false', async () => {
    const slack = await startSlack();
    const fault = { service: 'slack', operation: '*', when: 'before' } as const;
    slack.faults.add({ ...fault, failure: { kind: 'throttle', retryAfterSeconds: 77 } });
    slack.faults.add({ ...fault, failure: { kind: 'error', code: 'oops', statusCode: 500 } });
    slack.faults.add({ ...fault, failure: { kind: 'error', code: 'fatal_error', statusCode: 200 } });
    const post = () => slack.post('/api/chat.postMessage', '{}', { 'content-type': 'application/json' });
    const first = await post();
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '77']);
    expect((await post()).status).toBe(500);
    expect(await (await post()).json()).toEqual({ ok: false, error: 'fatal_error' });
  });

  it('may take effect before it shows', async () => {
    const slack = await startSlack();
    const failure = { kind: 'error', code: 'oops', statusCode: 500 } as const;
    slack.faults.add({ service: 'slack', operation: 'webhook', when: 'after', failure });
    expect((await slack.webhook('{"text":"x"}')).status).toBe(500);
    expect(slack.messages('vpn')).toHaveLength(1);
  });

  it('as silence holds the request until the caller gives up, without keeping the clock from moving', async () => {
    const slack = await startSlack();
    slack.faults.add({ service: 'slack', operation: '*', when: 'before', failure: { kind: 'hang' } });
    const silent = slack.post('/api/auth.test', '{}', { 'content-type': 'application/json' }, 300);
    await expect(silent).rejects.toThrow(/timeout/);
    expect(slack.activity.busy).toBe(0);
    expect((await slack.call('auth.test', {})).body.ok).toBe(true);
  });
});
