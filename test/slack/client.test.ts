import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSlackClient, type SlackClient, type SlackRequest } from '../../shared/slack/client.ts';
import type { SlackOutcome } from '../../shared/slack/outcome.ts';

interface Seen {
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

type Answer = (response: ServerResponse) => void;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const startSlack = async (answer: Answer): Promise<{ origin: string; seen: Seen[] }> => {
  const seen: Seen[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ path: request.url, authorization: request.headers.authorization, body: JSON.parse(body) });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
};

const bot = (origin: string, timeoutMs = 2_000): SlackClient =>
  createSlackClient({
    credentials: { kind: 'bot', token: 'xoxb-token', apiUrl: `${origin}/api/` },
    fetch,
    timeoutMs,
  });

const webhook = (origin: string): SlackClient =>
  createSlackClient({
    credentials: { kind: 'webhook', url: `${origin}/services/T/B/x` },
    fetch,
    timeoutMs: 2_000,
  });

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const text =
  (body: string, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);

const post: SlackRequest = { call: 'post', channel: 'C0123456789', text: 'hello', blocks: [] };
const accepted = json({ ok: true, ts: '1.2', channel: 'C0123456789' });

const unreadable = { outcome: 'unavailable', reason: 'unreadable-answer' };
const serverError = { outcome: 'unavailable', reason: 'server-error' };
const refused = (error: string): SlackOutcome => ({ outcome: 'refused', error });

describe('the Web API', () => {
  it.each<[string, Answer, unknown]>([
    ['accepted', accepted, { outcome: 'delivered', ts: '1.2', channel: 'C0123456789' }],
    [
      '429 with a time',
      text('', 429, { 'retry-after': '7' }),
      { outcome: 'rate-limited', retryAfterMs: 7_000 },
    ],
    ['429 without a time', text('', 429), { outcome: 'rate-limited', retryAfterMs: 30_000 }],
    [
      '429 with a date',
      text('', 429, { 'retry-after': 'soon' }),
      { outcome: 'rate-limited', retryAfterMs: 30_000 },
    ],
    [
      '429 for a day',
      text('', 429, { 'retry-after': '86400' }),
      { outcome: 'rate-limited', retryAfterMs: 120_000 },
    ],
    [
      '200 ratelimited',
      json({ ok: false, error: 'ratelimited' }),
      { outcome: 'rate-limited', retryAfterMs: 30_000 },
    ],
    ['500', text('oops', 500), serverError],
    ['503 with JSON that says ok', json({ ok: true, ts: '1', channel: 'C' }, 503), serverError],
    ['200 fatal_error', json({ ok: false, error: 'fatal_error' }), serverError],
    ['HTML', text('<html>Sign in to the proxy</html>'), unreadable],
    ['404 HTML', text('<html>', 404), unreadable],
    ['nothing', text(''), unreadable],
    ['half of an answer', text('{"ok":tr'), unreadable],
    ['ok without a message', json({ ok: true }), unreadable],
    ['an error that is no word', json({ ok: false, error: 'Look here: <a>' }), unreadable],
    ['channel_not_found', json({ ok: false, error: 'channel_not_found' }), refused('channel_not_found')],
    ['not_in_channel', json({ ok: false, error: 'not_in_channel' }), refused('not_in_channel')],
    ['is_archived', json({ ok: false, error: 'is_archived' }), refused('is_archived')],
    ['invalid_auth', json({ ok: false, error: 'invalid_auth' }), refused('invalid_auth')],
    ['account_inactive', json({ ok: false, error: 'account_inactive' }), refused('account_inactive')],
    ['token_revoked', json({ ok: false, error: 'token_revoked' }), refused('token_revoked')],
    ['missing_scope', json({ ok: false, error: 'missing_scope' }), refused('missing_scope')],
    ['no_permission', json({ ok: false, error: 'no_permission' }), refused('no_permission')],
    ['an error nobody knows', json({ ok: false, error: 'new_in_2027' }), refused('new_in_2027')],
    [
      'invalid_blocks',
      json({ ok: false, error: 'invalid_blocks' }),
      { outcome: 'invalid-blocks', error: 'invalid_blocks' },
    ],
    [
      'msg_blocks_too_long',
      json({ ok: false, error: 'msg_blocks_too_long' }),
      { outcome: 'invalid-blocks', error: 'msg_blocks_too_long' },
    ],
    [
      'message_not_found',
      json({ ok: false, error: 'message_not_found' }),
      { outcome: 'message-gone', error: 'message_not_found' },
    ],
    [
      'cant_update_message',
      json({ ok: false, error: 'cant_update_message' }),
      { outcome: 'message-gone', error: 'cant_update_message' },
    ],
    [
      'edit_window_closed',
      json({ ok: false, error: 'edit_window_closed' }),
      { outcome: 'message-gone', error: 'edit_window_closed' },
    ],
    ['a hang-up', (response) => response.destroy(), { outcome: 'unavailable', reason: 'network' }],
  ])('answers %s', async (_, answer, expected) => {
    const { origin } = await startSlack(answer);
    expect(await bot(origin).send(post)).toEqual(expected);
  });

  it.each<[string, Answer]>([
    ['never answers', () => undefined],
    ['stops half-way', (response) => response.writeHead(200).write('{"ok":')],
  ])('is unavailable with a time-out if it %s', async (_, answer) => {
    const { origin } = await startSlack(answer);
    expect(await bot(origin, 100).send(post)).toEqual({ outcome: 'unavailable', reason: 'timeout' });
  });

  it('follows no redirection: the token is for Slack alone', async () => {
    const elsewhere = await startSlack(accepted);
    const { origin } = await startSlack(text('', 307, { location: `${elsewhere.origin}/api/` }));
    expect(await bot(origin).send(post)).toEqual({ outcome: 'unavailable', reason: 'network' });
    expect(elsewhere.seen).toEqual([]);
  });

  it('is unavailable if nobody listens', async () => {
    const { origin } = await startSlack(accepted);
    for (const close of closers.splice(0)) close();
    expect(await bot(origin).send(post)).toEqual({ outcome: 'unavailable', reason: 'network' });
  });

  it.each<[string, SlackRequest, string, object]>([
    [
      'posts',
      post,
      '/api/chat.postMessage',
      { channel: 'C0123456789', text: 'hello', unfurl_links: false, unfurl_media: false },
    ],
    [
      'edits, taking away blocks that it is not given',
      { call: 'update', channel: 'C0123456789', ts: '1.2', text: 'hello', blocks: [] },
      '/api/chat.update',
      { channel: 'C0123456789', ts: '1.2', text: 'hello', blocks: [], parse: 'none' },
    ],
    [
      'replies',
      { call: 'reply', channel: 'C0123456789', threadTs: '1.2', text: 'hello', broadcast: true },
      '/api/chat.postMessage',
      {
        channel: 'C0123456789',
        thread_ts: '1.2',
        text: 'hello',
        reply_broadcast: true,
        unfurl_links: false,
        unfurl_media: false,
      },
    ],
  ])('%s', async (_, request, path, body) => {
    const { origin, seen } = await startSlack(accepted);
    await bot(origin).send(request);
    expect(seen).toEqual([{ path, authorization: 'Bearer xoxb-token', body }]);
  });
});

describe('an incoming webhook', () => {
  it.each<[string, Answer, unknown]>([
    ['ok', text('ok'), { outcome: 'delivered', ts: undefined, channel: undefined }],
    ['200 with an error', text('no_service'), refused('no_service')],
    ['200 with HTML', text('<html>'), unreadable],
    ['200 with nothing', text(''), unreadable],
    ['404 no_service', text('no_service', 404), refused('no_service')],
    ['403 invalid_token', text('invalid_token', 403), refused('invalid_token')],
    ['410 channel_is_archived', text('channel_is_archived', 410), refused('channel_is_archived')],
    [
      '400 invalid_blocks',
      text('invalid_blocks', 400),
      { outcome: 'invalid-blocks', error: 'invalid_blocks' },
    ],
    ['429', text('', 429, { 'retry-after': '1' }), { outcome: 'rate-limited', retryAfterMs: 1_000 }],
    ['500 rollup_error', text('rollup_error', 500), serverError],
    ['403 of a proxy', text('<html>Forbidden</html>', 403), unreadable],
  ])('answers %s', async (_, answer, expected) => {
    const { origin } = await startSlack(answer);
    expect(await webhook(origin).send(post)).toEqual(expected);
  });

  it('sends text and blocks to its own address', async () => {
    const { origin, seen } = await startSlack(text('ok'));
    await webhook(origin).send(post);
    expect(seen).toEqual([
      {
        path: '/services/T/B/x',
        authorization: undefined,
        body: { text: 'hello', unfurl_links: false, unfurl_media: false },
      },
    ]);
  });

  it('neither edits nor replies', async () => {
    const { origin, seen } = await startSlack(text('ok'));
    const outcome = await webhook(origin).send({
      call: 'reply',
      channel: 'C',
      threadTs: '1',
      text: 'x',
      broadcast: false,
    });
    expect(outcome).toEqual(refused('webhook_can_only_post'));
    expect(seen).toEqual([]);
  });
});
