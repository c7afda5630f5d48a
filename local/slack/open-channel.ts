import type { Channels, SlackChannel } from './channels.ts';
import { type Reply, refusal } from './reply.ts';
import type { SlackScope } from './scopes.ts';

/** The channel, if the bot may write to it: it is in it, or it is public and the bot has the scope for those. */
export const openChannel = (
  channels: Channels,
  idOrName: unknown,
  scopes: readonly SlackScope[] = [],
): SlackChannel | Reply => {
  const channel = channels.find(String(idOrName ?? ''));
  if (!channel) return refusal('channel_not_found');
  if (channel.isArchived) return refusal('is_archived');
  if (channel.isRestricted) return refusal('restricted_action');
  if (channel.isMember !== false) return channel;
  if (channel.isPrivate) return refusal('channel_not_found');
  return scopes.includes('chat:write.public') ? channel : refusal('not_in_channel');
};
