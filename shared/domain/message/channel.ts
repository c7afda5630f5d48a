import type { Connection } from '../connection.ts';

const channelTag = 'tunnelkeeper:channel';

/** The channel that the connection's owner has asked for by tag. */
export const channelOf = (connection: Connection | undefined): string | undefined =>
  connection?.tags[channelTag]?.trim() || undefined;
