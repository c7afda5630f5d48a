import type { Block } from './blocks.ts';
import type { SlackCredentials } from './credentials.ts';
import { type ExchangeOptions, exchange, jsonPost } from './exchange.ts';
import { findMessages, type SlackFound, type SlackSearch } from './find-messages.ts';
import { judgeWebApiAnswer } from './judge-web-api.ts';
import { judgeWebhookAnswer } from './judge-webhook.ts';
import { type MessageMark, metadataOf } from './mark.ts';
import type { SlackOutcome } from './outcome.ts';
import { type SlackFile, uploadFile } from './upload.ts';

/** `text` is what notifications show, and everything there is where `blocks` is empty. */
export type SlackRequest =
  | {
      readonly call: 'post';
      readonly channel: string;
      /** Absent: as a message of its own. */
      readonly threadTs?: string;
      readonly text: string;
      readonly blocks: readonly Block[];
      readonly mark?: MessageMark;
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
      readonly mark?: MessageMark;
    };

export interface SlackClient {
  readonly mode: SlackMode;
  /** Calls Slack once. Never throws for an answer or a silence of Slack. */
  send(request: SlackRequest): Promise<SlackOutcome>;
  /** Looks for messages of ours. Never throws for an answer or a silence of Slack. */
  find(search: SlackSearch): Promise<SlackFound | SlackOutcome>;
  /** Shows a file in a thread, in three calls. Never throws for an answer or a silence of Slack. */
  upload(file: SlackFile): Promise<SlackOutcome>;
}

export type SlackMode = SlackCredentials['kind'];

export interface SlackClientOptions extends ExchangeOptions {
  readonly credentials: SlackCredentials;
}

/** Slack over plain `fetch`: no retries of its own, and every failure named. */
export const createSlackClient = (options: SlackClientOptions): SlackClient => {
  const { credentials } = options;
  return {
    mode: credentials.kind,
    send: (request) =>
      credentials.kind === 'bot'
        ? callWebApi(options, credentials, request)
        : callWebhook(options, credentials.url, request),
    find: async (search) =>
      credentials.kind === 'bot'
        ? findMessages(options, credentials, search)
        : { outcome: 'refused', error: 'webhook_can_only_post' },
    upload: async (file) =>
      credentials.kind === 'bot'
        ? uploadFile(options, credentials, file)
        : { outcome: 'refused', error: 'webhook_can_only_post' },
  };
};

const callWebApi = async (
  options: SlackClientOptions,
  { token, apiUrl }: Extract<SlackCredentials, { kind: 'bot' }>,
  request: SlackRequest,
): Promise<SlackOutcome> => {
  const method = request.call === 'update' ? 'chat.update' : 'chat.postMessage';
  const authorization = `Bearer ${token}`;
  const answer = await exchange(
    options,
    jsonPost(`${apiUrl}${method}`, webApiBody(request), { authorization }),
  );
  return typeof answer === 'string' ? { outcome: 'unavailable', reason: answer } : judgeWebApiAnswer(answer);
};

const callWebhook = async (
  options: SlackClientOptions,
  url: string,
  request: SlackRequest,
): Promise<SlackOutcome> => {
  if (request.call !== 'post') return { outcome: 'refused', error: 'webhook_can_only_post' };
  const { text, blocks } = request;
  const body = { text, ...(blocks.length > 0 && { blocks }), ...quiet };
  const answer = await exchange(options, jsonPost(url, body));
  return typeof answer === 'string' ? { outcome: 'unavailable', reason: answer } : judgeWebhookAnswer(answer);
};

const quiet = { unfurl_links: false, unfurl_media: false };

const webApiBody = (request: SlackRequest): object => {
  const { channel, text } = request;
  switch (request.call) {
    case 'post':
      return {
        channel,
        text,
        ...(request.blocks.length > 0 && { blocks: request.blocks }),
        ...(request.threadTs !== undefined && { thread_ts: request.threadTs }),
        ...(request.mark && { metadata: metadataOf(request.mark) }),
        ...quiet,
      };
    case 'update':
      // Blocks that are left out stay as they are; an empty list takes them away. `parse` defaults to `client` here.
      return { channel, ts: request.ts, text, blocks: request.blocks, parse: 'none' };
    case 'reply':
      return {
        channel,
        thread_ts: request.threadTs,
        text,
        ...(request.broadcast && { reply_broadcast: true }),
        ...(request.mark && { metadata: metadataOf(request.mark) }),
        ...quiet,
      };
  }
};
