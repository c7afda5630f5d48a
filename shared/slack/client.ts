import type { Block } from './blocks.ts';
import type { SlackCredentials } from './credentials.ts';
import { judgeWebApiAnswer } from './judge-web-api.ts';
import { judgeWebhookAnswer } from './judge-webhook.ts';
import type { SlackAnswer, SlackOutcome, UnavailableReason } from './outcome.ts';

/** `text` is what notifications show, and everything there is where `blocks` is empty. */
export type SlackRequest =
  | {
      readonly call: 'post';
      readonly channel: string;
      readonly text: string;
      readonly blocks: readonly Block[];
    }
  | {
      readonly call: 'update';
      readonly channel: string;
      readonly ts: string;
      readonly text: string;
      readonly blocks: readonly Block[];
    }
  | {
      readonly call: 'reply';
      readonly channel: string;
      readonly threadTs: string;
      readonly text: string;
      /** Shows the reply in the channel as well. */
      readonly broadcast: boolean;
    };

export interface SlackClient {
  readonly mode: SlackMode;
  /** Calls Slack once. Never throws for an answer or a silence of Slack. */
  send(request: SlackRequest): Promise<SlackOutcome>;
}

export type SlackMode = SlackCredentials['kind'];

export interface SlackClientOptions {
  readonly credentials: SlackCredentials;
  readonly fetch: typeof fetch;
  /** @default 5000 */
  readonly timeoutMs?: number;
}

/** Slack over plain `fetch`: two calls, no retries of its own, and every failure named. */
export const createSlackClient = (options: SlackClientOptions): SlackClient => {
  const { credentials } = options;
  return {
    mode: credentials.kind,
    send: (request) =>
      credentials.kind === 'bot'
        ? callWebApi(options, credentials, request)
        : callWebhook(options, credentials.url, request),
  };
};

const callWebApi = async (
  options: SlackClientOptions,
  { token, apiUrl }: Extract<SlackCredentials, { kind: 'bot' }>,
  request: SlackRequest,
): Promise<SlackOutcome> => {
  const method = request.call === 'update' ? 'chat.update' : 'chat.postMessage';
  const answer = await exchange(options, `${apiUrl}${method}`, webApiBody(request), {
    authorization: `Bearer ${token}`,
  });
  return typeof answer === 'string' ? { outcome: 'unavailable', reason: answer } : judgeWebApiAnswer(answer);
};

const callWebhook = async (
  options: SlackClientOptions,
  url: string,
  request: SlackRequest,
): Promise<SlackOutcome> => {
  if (request.call !== 'post') return { outcome: 'refused', error: 'webhook_can_only_post' };
  const { text, blocks } = request;
  const answer = await exchange(options, url, { text, ...(blocks.length > 0 && { blocks }), ...quiet }, {});
  return typeof answer === 'string' ? { outcome: 'unavailable', reason: answer } : judgeWebhookAnswer(answer);
};

const quiet = { unfurl_links: false, unfurl_media: false };

const webApiBody = (request: SlackRequest): object => {
  const { channel, text } = request;
  switch (request.call) {
    case 'post':
      return { channel, text, ...(request.blocks.length > 0 && { blocks: request.blocks }), ...quiet };
    case 'update':
      // Blocks that are left out stay as they are; an empty list takes them away. `parse` defaults to `client` here.
      return { channel, ts: request.ts, text, blocks: request.blocks, parse: 'none' };
    case 'reply':
      return {
        channel,
        thread_ts: request.threadTs,
        text,
        ...(request.broadcast && { reply_broadcast: true }),
        ...quiet,
      };
  }
};

const exchange = async (
  { fetch, timeoutMs = 5_000 }: SlackClientOptions,
  url: string,
  body: object,
  headers: Readonly<Record<string, string>>,
): Promise<SlackAnswer | UnavailableReason> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: await response.text(),
    };
  } catch (error) {
    // The error itself may hold the URL, which is the secret of a webhook.
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network';
  }
};
