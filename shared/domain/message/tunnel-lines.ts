import type { Connection } from '../connection.ts';
import type { TunnelRecord } from '../incident.ts';
import { findTunnel } from '../observation.ts';
import type { EpochMs } from '../time.ts';
import type { MessageCatalogue } from './catalogue.ts';
import { clockTime } from './clock-time.ts';
import type { TunnelLine } from './message.ts';

/** Each tunnel with its state, since when, and its routes where BGP runs. */
export const tunnelLines = (
  tunnels: readonly TunnelRecord[],
  connection: Connection | undefined,
  words: MessageCatalogue,
  now: EpochMs,
): readonly TunnelLine[] =>
  tunnels.map((record) => ({
    outsideIp: record.outsideIp,
    state: record.state,
    text: words.connection.tunnel[record.state]({
      since: clockTime(record.since, now),
      duration: words.duration(now - record.since),
      routes: routesOf(record, connection),
      statusMessage: record.statusMessage.trim(),
    }),
  }));

/** The record is as old as the tunnel's state; the number of routes moves without it. */
const routesOf = (record: TunnelRecord, connection: Connection | undefined): number | undefined => {
  if (connection?.routing === 'static') return undefined;
  const fresh = connection && findTunnel(connection, record.outsideIp);
  const count = fresh?.acceptedRouteCount ?? record.acceptedRouteCount;
  return connection || count > 0 ? count : undefined;
};
