import type { Channels } from './channels.ts';
import { readContent } from './content.ts';
import type { TakeTurn } from './rate-limit.ts';
import { type Reply, text } from './reply.ts';
import { parseObject } from './request-body.ts';

export interface WebhookDeps {
  readonly channels: Channels;
  /** Paths of the webhooks, each with the channel it posts to. */
  readonly webhookPaths: Readonly<Record<string, string>>;
  readonly takeTurn: TakeTurn;
}

/** An incoming webhook answers in words, with the status saying whether it worked (docs.slack.dev, "Incoming webhooks"). */
export const createWebhooks =
  ({ channels, webhookPaths, takeTurn }: WebhookDeps) =>
  (path: string, body: string): Reply => {
    const target = webhookPaths[path];
    if (target === undefined) return text('no_service', 404);
    const channel = channels.find(target);
    if (!channel) return text('channel_not_found', 404);
    if (channel.isArchived) return text('channel_is_archived', 410);
    const fields = parseObject(body);
    if (!fields) return text('invalid_payload', 400);
    const verdict = readContent(fields);
    if (verdict.kind === 'refused') return text(verdict.error, 400);
    const waitSeconds = takeTurn(channel.id);
    if (waitSeconds > 0) return text('rate_limited', 429, { 'retry-after': String(waitSeconds) });
    channels.post(channel, verdict.content, 'webhook');
    return text('ok');
  };
