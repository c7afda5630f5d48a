import type { Connection } from '../connection.ts';
import type { Incident } from '../incident.ts';
import { channelOf } from '../message/channel.ts';
import type { NoticeConnection } from '../notice.ts';
import { livingConnection } from '../observation.ts';

/** What a look has found out about one connection that an event names. */
export interface LookedAt {
  readonly connectionId: string;
  /** Absent: AWS does not know it (any more). */
  readonly connection: Connection | undefined;
  /** Outside IPs with evidence that they have never been up. */
  readonly unusedTunnels: readonly string[];
  readonly incident: Incident | undefined;
}

export const isGone = (looked: LookedAt): boolean => livingConnection(looked) === undefined;

/** An incident is being told of, so whatever the event says belongs to its thread. */
export const hasLiveIncident = ({ incident }: LookedAt): boolean =>
  incident !== undefined && incident.phase !== 'closed';

/** Unused tunnels of the connection as it is now. */
export const unusedTunnelsOf = ({ connection, unusedTunnels }: LookedAt): readonly string[] =>
  unusedTunnels.filter((outsideIp) =>
    connection?.tunnels.some((tunnel) => tunnel.outsideIp === outsideIp && tunnel.ipsec === 'down'),
  );

export const asNoticeConnection = (looked: LookedAt): NoticeConnection => {
  const channel = channelOf(looked.connection);
  return {
    connectionId: looked.connectionId,
    name: looked.connection?.name,
    unusedTunnels: unusedTunnelsOf(looked),
    ...(isGone(looked) ? { gone: true as const } : {}),
    ...(channel === undefined ? {} : { channel }),
  };
};
