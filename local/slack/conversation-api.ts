import type { Channels, SlackChannel } from './channels.ts';
import type { SlackMessage } from './message.ts';
import { json, missingScope, type Reply, refusal } from './reply.ts';
import type { Fields } from './request-body.ts';
import { type SlackScope, scopeOfHistory, scopeToRead } from './scopes.ts';

export interface ConversationApiDeps {
  readonly channels: Channels;
  readonly scopes: readonly SlackScope[];
}

/** `conversations.info`: takes an id, never a name. A private channel without the bot in it does not exist for the bot. */
export const conversationInfo = ({ channels, scopes }: ConversationApiDeps, fields: Fields): Reply => {
  const id = fields['channel'];
  if (typeof id !== 'string' || id === '') {
    return refusal('invalid_arguments', ['[ERROR] missing required field: channel']);
  }
  if (!scopes.some((scope) => scope.endsWith(':read'))) return missingScope('channels:read', scopes);
  const channel = channels.find(id);
  if (channel?.id !== id || (channel.isPrivate && !isMember(channel))) return refusal('channel_not_found');
  const needed = scopeToRead(channel);
  if (!scopes.includes(needed)) return missingScope(needed, scopes);
  return json({ ok: true, channel: described(channel) });
};

/** `users.conversations`: the channels that the bot is in. The local workspace fits on one page. */
export const userConversations = ({ channels, scopes }: ConversationApiDeps, fields: Fields): Reply => {
  const types = String(fields['types'] ?? 'public_channel').split(',');
  const unknown = types.find((type) => !['public_channel', 'private_channel'].includes(type));
  if (unknown !== undefined) return refusal('invalid_types');
  const missing = types
    .map((type) => scopeToRead({ isPrivate: type === 'private_channel' }))
    .find((scope) => !scopes.includes(scope));
  if (missing) return missingScope(missing, scopes);
  const listed = channels.all.filter(
    (channel) =>
      isMember(channel) &&
      types.includes(channel.isPrivate ? 'private_channel' : 'public_channel') &&
      !(channel.isArchived && fields['exclude_archived'] === 'true'),
  );
  return json({ ok: true, channels: listed.map(described), response_metadata: { next_cursor: '' } });
};

/**
 * `conversations.history`, and with a thread `conversations.replies`: newest first, or in order within a thread; by id alone; with
 * metadata only where that is asked for.
 */
export const conversationMessages = (
  { channels, scopes }: ConversationApiDeps,
  fields: Fields,
  isThread: boolean,
): Reply => {
  const { channel: id, ts, oldest, latest, cursor, limit = '100', include_all_metadata: all } = fields;
  const channel = channels.find(String(id));
  if (!scopes.some((scope) => scope.endsWith(':history'))) return missingScope('channels:history', scopes);
  if (!channel || channel.id !== id || (channel.isPrivate && !isMember(channel)))
    return refusal('channel_not_found');
  const needed = scopeOfHistory(channel);
  if (!scopes.includes(needed)) return missingScope(needed, scopes);
  if (!isMember(channel)) return refusal('not_in_channel');
  if (isThread && !channels.message(channel, String(ts))) return refusal('thread_not_found');
  const within = ({ ts: own, threadTs }: SlackMessage): boolean =>
    (isThread ? threadTs === ts || own === ts : threadTs === undefined) &&
    Number(own) > Number(oldest ?? 0) &&
    Number(own) < Number(latest ?? Number.POSITIVE_INFINITY);
  const inOrder = channels.messages(channel.id).filter(within);
  const shown = isThread ? inOrder : inOrder.toReversed();
  const from = Number(cursor ?? 0) || 0;
  const to = from + Math.min(999, Number(limit));
  const page = shown.slice(from, to).map(({ ts: own, threadTs, text, metadata }) => ({
    type: 'message',
    ts: own,
    text,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...(all === 'true' && metadata && { metadata }),
  }));
  const next = to < shown.length ? String(to) : '';
  return json({ ok: true, messages: page, response_metadata: { next_cursor: next } });
};

const isMember = ({ isMember: member = true }: SlackChannel): boolean => member;

const described = (channel: SlackChannel) => ({
  id: channel.id,
  name: channel.name,
  is_channel: true,
  is_private: channel.isPrivate ?? false,
  is_archived: channel.isArchived ?? false,
  is_member: isMember(channel),
});
