import type { Clock, Journal } from '../../contract.ts';
import type { Connection, Tunnel } from '../model.ts';
import type { WorldSettings } from '../settings.ts';
import { type Activity, activityLine } from './activity-line.ts';
import { type BgpNews, bgpLine } from './bgp-line.ts';
import type { TunnelLogWriter } from './port.ts';
import { streamName } from './stream-name.ts';

/** Writes a tunnel's messages as its log options ask for; without them it writes nothing. */
export interface TunnelLogger {
  /** Opens the log groups that the options name. */
  open(connection: Connection, tunnel: Tunnel): void;
  activity(connection: Connection, tunnel: Tunnel, messages: readonly Activity[]): void;
  bgp(connection: Connection, tunnel: Tunnel, news: readonly BgpNews[]): void;
}

interface LoggerDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly settings: WorldSettings;
  readonly writer: TunnelLogWriter;
}

export const keepsActivity = ({ options: { log } }: Tunnel): boolean =>
  log.logEnabled && log.logGroupArn !== undefined;

/** Only connections with BGP have a BGP log. */
export const keepsBgp = ({ routing }: Connection, { options: { log } }: Tunnel): boolean =>
  routing === 'bgp' && log.bgpLogEnabled && log.bgpLogGroupArn !== undefined;

export const createTunnelLogger = ({ clock, journal, settings, writer }: LoggerDeps): TunnelLogger => {
  const write = (
    connection: Connection,
    tunnel: Tunnel,
    logGroupArn: string,
    kind: 'IKE' | 'BGP',
    message: string,
  ): void => {
    const { region, id: connectionId } = connection;
    const { outsideIp } = tunnel;
    const name = streamName(tunnel, kind, settings.logStreamSeparator);
    journal.record('tunnel.log', { region, connectionId, outsideIp, message });
    writer.write({ region, logGroupArn, streamName: name, at: clock.now(), message });
  };

  return {
    open: (connection, tunnel) => {
      const { logGroupArn, bgpLogGroupArn } = tunnel.options.log;
      if (logGroupArn && keepsActivity(tunnel)) writer.open(connection.region, logGroupArn);
      if (bgpLogGroupArn && keepsBgp(connection, tunnel)) writer.open(connection.region, bgpLogGroupArn);
    },
    activity: (connection, tunnel, messages) => {
      const { logGroupArn, logOutputFormat } = tunnel.options.log;
      if (!logGroupArn || !keepsActivity(tunnel)) return;
      for (const message of messages) {
        write(connection, tunnel, logGroupArn, 'IKE', activityLine(message, clock.now(), logOutputFormat));
      }
    },
    bgp: (connection, tunnel, all) => {
      const { bgpLogGroupArn, bgpLogOutputFormat } = tunnel.options.log;
      if (!bgpLogGroupArn || !keepsBgp(connection, tunnel)) return;
      const resourceId = `${tunnel.connectionId}_${tunnel.outsideIp}`;
      for (const news of all) {
        const line = bgpLine(resourceId, news, clock.now(), bgpLogOutputFormat);
        write(connection, tunnel, bgpLogGroupArn, 'BGP', line);
      }
    },
  };
};
