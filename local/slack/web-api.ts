import { readContent } from './content.ts';
import { completeUpload, type FileApiDeps, reserveUpload } from './file-api.ts';
import type { SlackMessage } from './message.ts';
import { openChannel } from './open-channel.ts';
import type { TakeTurn } from './rate-limit.ts';
import { json, type Reply, rateLimited, refusal } from './reply.ts';
import type { Fields } from './request-body.ts';

/** What a bot may do. */
export type SlackScope = 'chat:write' | 'files:write';

export const allScopes: readonly SlackScope[] = ['chat:write', 'files:write'];

export interface WebApiDeps extends FileApiDeps {
  /** Bot tokens that are good. */
  readonly tokens: readonly string[];
  readonly scopes: readonly SlackScope[];
  readonly takeTurn: TakeTurn;
}

type Method = (fields: Fields) => Reply;

/** The methods of Slack's Web API that are modelled. */
export const createWebApi = (deps: WebApiDeps) => {
  const methods: Readonly<Record<string, Method>> = {
    'chat.postMessage': (fields) => postMessage(deps, fields),
    'chat.update': (fields) => updateMessage(deps, fields),
    'auth.test': () => json(identity),
    'conversations.info': (fields) => conversationInfo(deps, fields),
    'files.getUploadURLExternal': (fields) => reserveUpload(deps, fields),
    'files.completeUploadExternal': (fields) => completeUpload(deps, fields),
  };
  return (method: string, fields: Fields | undefined, token: string | undefined): Reply => {
    const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!run) return refusal('unknown_method');
    if (!fields) return refusal('invalid_json');
    if (token === undefined) return refusal('not_authed');
    if (!deps.tokens.includes(token)) return refusal('invalid_auth');
    const needed = scopeOf(method);
    return needed && !deps.scopes.includes(needed) ? missingScope(needed, deps.scopes) : run(fields);
  };
};

const scopeOf = (method: string): SlackScope | undefined =>
  allScopes.find((scope) => scope.split(':')[0] === method.split('.')[0]);

const missingScope = (needed: SlackScope, provided: readonly SlackScope[]): Reply =>
  json({ ok: false, error: 'missing_scope', needed, provided: provided.join(',') });

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

const postMessage = ({ channels, takeTurn }: WebApiDeps, fields: Fields): Reply => {
  const channel = openChannel(channels, fields['channel']);
  if ('statusCode' in channel) return channel;
  const verdict = readContent(fields);
  if (verdict.kind === 'refused') return refusal(verdict.error, verdict.messages);
  const waitSeconds = takeTurn(channel.id);
  if (waitSeconds > 0) return rateLimited(waitSeconds);
  const message = channels.post(channel, verdict.content, 'bot', optionalText(fields['thread_ts']));
  return json({ ok: true, channel: channel.id, ts: message.ts, message: described(message) });
};

const updateMessage = ({ channels }: WebApiDeps, fields: Fields): Reply => {
  const channel = openChannel(channels, fields['channel']);
  if ('statusCode' in channel) return channel;
  const verdict = readContent(fields);
  if (verdict.kind === 'refused') return refusal(verdict.error, verdict.messages);
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

const conversationInfo = ({ channels }: WebApiDeps, fields: Fields): Reply => {
  const channel = channels.find(String(fields['channel'] ?? ''));
  if (!channel) return refusal('channel_not_found');
  const { id, name, isArchived = false, isMember = true } = channel;
  return json({
    ok: true,
    channel: { id, name, is_channel: true, is_archived: isArchived, is_member: isMember },
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
