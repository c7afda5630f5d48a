import type { Channels, SlackChannel } from './channels.ts';
import { type Reply, refusal } from './reply.ts';

/** The channel, if the bot may write to it. */
export const openChannel = (channels: Channels, idOrName: unknown): SlackChannel | Reply => {
  const channel = channels.find(String(idOrName ?? ''));
  if (!channel) return refusal('channel_not_found');
  if (channel.isArchived) return refusal('is_archived');
  if (channel.isMember === false) return refusal('not_in_channel');
  return channel;
};
