import type { Channels, SlackChannel } from './channels.ts';
import { json, missingScope, type Reply, refusal } from './reply.ts';
import type { Fields } from './request-body.ts';
import { type SlackScope, scopeToRead } from './scopes.ts';

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

const isMember = ({ isMember: member = true }: SlackChannel): boolean => member;

const described = (channel: SlackChannel) => ({
  id: channel.id,
  name: channel.name,
  is_channel: true,
  is_private: channel.isPrivate ?? false,
  is_archived: channel.isArchived ?? false,
  is_member: isMember(channel),
});
