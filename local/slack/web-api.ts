import type { Channels, SlackChannel } from './channels.ts';
import { readContent } from './content.ts';
import type { SlackMessage } from './message.ts';
import type { TakeTurn } from './rate-limit.ts';
import { json, type Reply, rateLimited, refusal } from './reply.ts';
import type { Fields } from './request-body.ts';

export interface WebApiDeps {
  readonly channels: Channels;
  /** Bot tokens that are good. */
  readonly tokens: readonly string[];
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
  };
  return (method: string, fields: Fields | undefined, token: string | undefined): Reply => {
    const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!run) return refusal('unknown_method');
    if (!fields) return refusal('invalid_json');
    if (token === undefined) return refusal('not_authed');
    if (!deps.tokens.includes(token)) return refusal('invalid_auth');
    return run(fields);
  };
};

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
  const channel = openChannel(channels, fields);
  if ('statusCode' in channel) return channel;
  const verdict = readContent(fields);
  if (verdict.kind === 'refused') return refusal(verdict.error, verdict.messages);
  const waitSeconds = takeTurn(channel.id);
  if (waitSeconds > 0) return rateLimited(waitSeconds);
  const message = channels.post(channel, verdict.content, 'bot', optionalText(fields['thread_ts']));
  return json({ ok: true, channel: channel.id, ts: message.ts, message: described(message) });
};

const updateMessage = ({ channels }: WebApiDeps, fields: Fields): Reply => {
  const channel = openChannel(channels, fields);
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

/** The channel, if the bot may write to it. */
const openChannel = (channels: Channels, fields: Fields): SlackChannel | Reply => {
  const channel = channels.find(String(fields['channel'] ?? ''));
  if (!channel) return refusal('channel_not_found');
  if (channel.isArchived) return refusal('is_archived');
  if (channel.isMember === false) return refusal('not_in_channel');
  return channel;
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
