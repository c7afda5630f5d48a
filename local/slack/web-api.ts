import type { Channels } from './channels.ts';
import { readContent } from './content.ts';
import {
  type ConversationApiDeps,
  conversationInfo,
  conversationMessages,
  userConversations,
} from './conversation-api.ts';
import { completeUpload, type FileApiDeps, reserveUpload } from './file-api.ts';
import type { SlackMessage } from './message.ts';
import { openChannel } from './open-channel.ts';
import type { TakeTurn } from './rate-limit.ts';
import { json, missingScope, type Reply, rateLimited, refusal } from './reply.ts';
import type { Fields } from './request-body.ts';
import { type SlackScope, scopeOfMethod } from './scopes.ts';

export interface WebApiDeps extends FileApiDeps, ConversationApiDeps {
  readonly channels: Channels;
  /** Bot tokens that are good. */
  readonly tokens: readonly string[];
  /** For a message in a channel. */
  readonly takeTurn: TakeTurn;
  /** For an edit in the workspace. */
  readonly takeUpdate: TakeTurn;
}

type Method = (fields: Fields) => Reply;

/** The methods of Slack's Web API that are modelled. */
export const createWebApi = (deps: WebApiDeps) => {
  const methods: Readonly<Record<string, Method>> = {
    'chat.postMessage': (fields) => postMessage(deps, fields),
    'chat.update': (fields) => updateMessage(deps, fields),
    'auth.test': () => json(identity),
    'conversations.info': (fields) => conversationInfo(deps, fields),
    'conversations.history': (fields) => conversationMessages(deps, fields, false),
    'conversations.replies': (fields) => conversationMessages(deps, fields, true),
    'users.conversations': (fields) => userConversations(deps, fields),
    'files.getUploadURLExternal': (fields) => reserveUpload(deps, fields),
    'files.completeUploadExternal': (fields) => completeUpload(deps, fields),
  };
  return (method: string, fields: Fields | undefined, token: string | undefined): Reply => {
    const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!run) return refusal('unknown_method');
    if (!fields) return refusal('invalid_json');
    if (token === undefined) return refusal('not_authed');
    if (!deps.tokens.includes(token)) return refusal('invalid_auth');
    return withScopes(deps.scopes, runIfAllowed(method, run, fields, deps.scopes));
  };
};

const runIfAllowed = (method: string, run: Method, fields: Fields, scopes: readonly SlackScope[]): Reply => {
  const needed = scopeOfMethod(method);
  return needed && !scopes.includes(needed) ? missingScope(needed, scopes) : run(fields);
};

/** Whoever shows a good token is told what it is good for. */
const withScopes = (scopes: readonly SlackScope[], reply: Reply): Reply => ({
  ...reply,
  headers: { ...reply.headers, 'x-oauth-scopes': scopes.join(',') },
});

const botId = 'B0TUNNEL01';

const identity = {
  ok: true,
  url: 'https://local.slack.com/',
  team: 'local',
  user: 'tunnelkeeper',
  team_id: 'T0LOCAL001',
  user_id: 'U0TUNNEL01',
  bot_id: botId,
};

const postMessage = ({ channels, scopes, takeTurn }: WebApiDeps, fields: Fields): Reply => {
  const channel = openChannel(channels, fields['channel'], scopes);
  if ('statusCode' in channel) return channel;
  const verdict = readContent(fields);
  if (verdict.kind === 'refused') return refusal(verdict.error, verdict.messages);
  const waitSeconds = takeTurn(channel.id);
  if (waitSeconds > 0) return rateLimited(waitSeconds);
  const threadTs = optionalText(fields['thread_ts']);
  const isBroadcast = threadTs !== undefined && String(fields['reply_broadcast']) === 'true';
  const message = channels.post(channel, verdict.content, 'bot', { threadTs, isBroadcast });
  return json({ ok: true, channel: channel.id, ts: message.ts, message: described(message) });
};

const updateMessage = ({ channels, takeUpdate }: WebApiDeps, fields: Fields): Reply => {
  const channel = openChannel(channels, fields['channel']);
  if ('statusCode' in channel) return channel;
  const verdict = readContent(fields);
  if (verdict.kind === 'refused') return refusal(verdict.error, verdict.messages);
  const waitSeconds = takeUpdate(identity.team_id);
  if (waitSeconds > 0) return rateLimited(waitSeconds);
  const ts = String(fields['ts']);
  if (channels.message(channel, ts)?.author === 'webhook') return refusal('cant_update_message');
  const message = channels.update(channel, ts, verdict.content);
  if (!message) return refusal('message_not_found');
  return json({
    ok: true,
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: described(message),
  });
};

const described = ({ ts, threadTs, text, blocks }: SlackMessage) => ({
  type: 'message',
  bot_id: botId,
  text,
  ts,
  ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  ...(blocks === undefined ? {} : { blocks }),
});

const optionalText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
