import { slackChannel } from '../../contracts/slack-channel.ts';
import type { Connection } from '../connection.ts';

const channelTag = 'tunnelkeeper:channel';

/** The channel that the connection's owner has asked for by tag. What names no channel counts as no tag. */
export const channelOf = (connection: Connection | undefined): string | undefined => {
  const channel = connection?.tags[channelTag]?.trim();
  return channel?.match(slackChannel) ? channel : undefined;
};
