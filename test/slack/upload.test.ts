import { describe, expect, it } from 'vitest';
import { createSlackClient } from '../../shared/slack/client.ts';
import type { SlackFile } from '../../shared/slack/upload.ts';

const file: SlackFile = {
  channel: 'C0123456789',
  threadTs: '1.2',
  filename: 'vpn-1.png',
  bytes: Uint8Array.of(137, 80, 78, 71),
  title: 'Tunnels & more',
  altText: 'one down; one up',
};

type Answer = () => Response | Promise<Response>;

const ticket: Answer = () =>
  Response.json({ ok: true, upload_url: 'https://files.slack.com/upload/v1/secret-place', file_id: 'F01' });
const stored: Answer = () => new Response('OK - 4');
const shared: Answer = () => Response.json({ ok: true, files: [{ id: 'F01' }] });
const refused =
  (error: string): Answer =>
  () =>
    Response.json({ ok: false, error });

interface Seen {
  readonly url: string;
  readonly authorization: string | null;
  readonly type: string | null;
  readonly body: unknown;
}

/** A client whose calls are answered in turn. */
const start = (answers: readonly Answer[], timeoutMs = 2_000) => {
  const seen: Seen[] = [];
  const due = [...answers];
  const answering: typeof fetch = async (url, { body, headers, signal, redirect } = {}) => {
    const given = new Headers(headers);
    seen.push({
      url: String(url),
      authorization: given.get('authorization'),
      type: given.get('content-type'),
      body,
    });
    expect(redirect).toBe('error');
    const silence = new Promise<never>((_, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason)),
    );
    return Promise.race([due.shift()?.() ?? Promise.reject(new Error('not expected')), silence]);
  };
  const client = createSlackClient({
    credentials: { kind: 'bot', token: 'xoxb-token', apiUrl: 'https://slack.com/api/' },
    fetch: answering,
    timeoutMs,
  });
  return { seen, upload: () => client.upload(file) };
};

describe('an upload', () => {
  it('asks for a place, puts the bytes there, and shows them in the thread', async () => {
    const { seen, upload } = start([ticket, stored, shared]);
    expect(await upload()).toEqual({ outcome: 'delivered', channel: 'C0123456789', ts: '1.2' });
    expect(seen).toEqual([
      {
        url: 'https://slack.com/api/files.getUploadURLExternal',
        authorization: 'Bearer xoxb-token',
        type: 'application/x-www-form-urlencoded',
        body: 'filename=vpn-1.png&length=4&alt_txt=one+down%3B+one+up',
      },
      {
        url: 'https://files.slack.com/upload/v1/secret-place',
        authorization: null,
        type: 'application/octet-stream',
        body: file.bytes,
      },
      {
        url: 'https://slack.com/api/files.completeUploadExternal',
        authorization: 'Bearer xoxb-token',
        type: 'application/json; charset=utf-8',
        body: JSON.stringify({
          files: [{ id: 'F01', title: 'Tunnels & more' }],
          channel_id: 'C0123456789',
          thread_ts: '1.2',
        }),
      },
    ]);
  });

  const never: Answer = () => new Promise(() => undefined);
  const hangUp: Answer = () => Promise.reject(new TypeError('fetch failed'));
  const busy: Answer = () => new Response('', { status: 429, headers: { 'retry-after': '7' } });
  const broken: Answer = () => new Response('', { status: 503 });

  it.each<[string, readonly Answer[], object]>([
    ['missing_scope at first', [refused('missing_scope')], { outcome: 'refused', error: 'missing_scope' }],
    ['invalid_auth', [refused('invalid_auth')], { outcome: 'refused', error: 'invalid_auth' }],
    [
      'no place',
      [() => Response.json({ ok: true })],
      { outcome: 'unavailable', reason: 'unreadable-answer' },
    ],
    [
      'a place that anybody could read along',
      [() => Response.json({ ok: true, upload_url: 'http://files.example/x', file_id: 'F1' })],
      { outcome: 'unavailable', reason: 'unreadable-answer' },
    ],
    ['429 at first', [busy], { outcome: 'rate-limited', retryAfterMs: 7_000 }],
    ['silence at first', [never], { outcome: 'unavailable', reason: 'timeout' }],
    ['429 for the bytes', [ticket, busy], { outcome: 'rate-limited', retryAfterMs: 7_000 }],
    ['503 for the bytes', [ticket, broken], { outcome: 'unavailable', reason: 'server-error' }],
    [
      '403 for the bytes',
      [ticket, () => new Response('', { status: 403 })],
      { outcome: 'refused', error: 'upload_status_403' },
    ],
    ['a hang-up amid the bytes', [ticket, hangUp], { outcome: 'unavailable', reason: 'network' }],
    ['silence after the bytes', [ticket, stored, never], { outcome: 'unavailable', reason: 'timeout' }],
    ['file_not_found', [ticket, stored, refused('file_not_found')], { error: 'file_not_found' }],
    ['channel_not_found', [ticket, stored, refused('channel_not_found')], { outcome: 'refused' }],
    ['ratelimited in the end', [ticket, stored, refused('ratelimited')], { outcome: 'rate-limited' }],
    ['internal_error', [ticket, stored, refused('internal_error')], { reason: 'server-error' }],
  ])('that meets %s says so and calls no further', async (_, answers, expected) => {
    const { seen, upload } = start(answers, 50);
    expect(await upload()).toMatchObject(expected);
    expect(seen).toHaveLength(answers.length);
  });

  it('is nothing that a webhook can do', async () => {
    const client = createSlackClient({
      credentials: { kind: 'webhook', url: 'https://hooks.slack.com/services/T/B/x' },
      fetch: async () => Promise.reject(new Error('not expected')),
    });
    expect(await client.upload(file)).toEqual({ outcome: 'refused', error: 'webhook_can_only_post' });
  });
});
