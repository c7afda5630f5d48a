import { describe, expect, it } from 'vitest';
import type { SlackRequest } from '../../shared/slack/client.ts';
import { createSlackSource } from '../../shared/slack/slack-source.ts';
import { createFakeLog } from '../fakes/log.ts';

const post: SlackRequest = { call: 'post', channel: 'C', text: 'x', blocks: [] };

/** A Slack that knows one token. */
const slackOf =
  (valid: string): typeof fetch =>
  async (_, init) => {
    const ok = new Headers(init?.headers).get('authorization') === `Bearer ${valid}`;
    return Response.json(ok ? { ok, ts: '1', channel: 'C' } : { ok, error: 'invalid_auth' });
  };

const sourceOf = (secrets: string[], valid: string) => {
  let reads = 0;
  const readSecret = async (): Promise<string> => secrets[Math.min(reads++, secrets.length - 1)] ?? '';
  return { open: createSlackSource({ readSecret, fetch: slackOf(valid) }), reads: () => reads };
};

describe('Slack by its secret', () => {
  it('reads the secret once', async () => {
    const { open, reads } = sourceOf(['xoxb-a'], 'xoxb-a');
    await (await open()).send(post);
    await (await open()).send(post);
    expect(reads()).toBe(1);
  });

  it('tries again later, with the new secret, after a rotation', async () => {
    const { open } = sourceOf(['xoxb-old', 'xoxb-new'], 'xoxb-new');
    expect(await (await open()).send(post)).toEqual({
      outcome: 'unavailable',
      reason: 'credentials-changed',
    });
    expect(await (await open()).send(post)).toMatchObject({ outcome: 'delivered' });
  });

  it('uploads with the new secret, too, after a rotation', async () => {
    const { open } = sourceOf(['xoxb-old', 'xoxb-new'], 'xoxb-new');
    const file = {
      channel: 'C',
      threadTs: '1',
      filename: 'a.png',
      bytes: new Uint8Array(1),
      title: '',
      altText: '',
    };
    expect(await (await open()).upload(file)).toMatchObject({ reason: 'credentials-changed' });
  });

  it('is refused if the secret is wrong and still the same', async () => {
    const { open } = sourceOf(['xoxb-old'], 'xoxb-new');
    expect(await (await open()).send(post)).toEqual({ outcome: 'refused', error: 'invalid_auth' });
  });

  it('says what of the secret it does not use', async () => {
    const log = createFakeLog();
    const secret = JSON.stringify({
      botToken: 'xoxb-a',
      webhookUrl: 'https://hooks.slack.com/services/s3cret',
    });
    const open = createSlackSource({ readSecret: async () => secret, fetch: slackOf('xoxb-a'), log });
    expect((await open()).mode).toBe('bot');
    expect(log.entries).toMatchObject([
      { level: 'warn', message: 'part of the slack secret not used', facts: { unused: 'webhookUrl' } },
    ]);
  });

  it('reads a broken secret again, as somebody may have mended it', async () => {
    const { open } = sourceOf(['nonsense', 'xoxb-a'], 'xoxb-a');
    await expect(open()).rejects.toThrow('neither a bot token');
    expect((await open()).mode).toBe('bot');
  });
});
