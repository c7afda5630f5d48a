import type { Connection } from '../domain/connection.ts';
import type {
  Attachment,
  LogLine,
  OpenHealthEvent,
  TunnelMaintenance,
  TunnelTraffic,
} from '../domain/diagnosis/evidence.ts';
import type { EpochMs } from '../domain/time.ts';
import type { TunnelRef } from './aws.ts';

/** All of these throw an `AwsCallError` where AWS does not answer or refuses. */

export interface LogQuery {
  readonly logGroupArn: string;
  /** Lines of this connection's tunnels only. */
  readonly connectionId: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface TunnelLogs {
  /** The lines of that time, oldest first; of very many only the latest. */
  read(region: string, query: LogQuery): Promise<readonly LogLine[]>;
}

export interface TunnelMetrics {
  /** `TunnelState`, `TunnelDataIn` and `TunnelDataOut` of all the tunnels by the minute, in one call (two where there are more than 80 tunnels). */
  read(
    region: string,
    tunnels: readonly TunnelRef[],
    from: EpochMs,
    to: EpochMs,
  ): Promise<readonly TunnelTraffic[]>;
  /** The same without `TunnelState`, in the fewest queries: each is paid for. */
  readBytes: TunnelMetrics['read'];
}

export interface HealthEvents {
  /** Open and upcoming events about VPN in the region. */
  open(region: string): Promise<readonly OpenHealthEvent[]>;
}

export interface Attachments {
  /** How the connection hangs on its transit gateway, if it does. */
  find(region: string, connectionId: string): Promise<Attachment | undefined>;
}

export interface PendingMaintenance {
  read(region: string, tunnel: TunnelRef): Promise<TunnelMaintenance>;
}

export interface RelatedConnections {
  /** The other connections to the same customer gateway, to the same target, or with the same tag `tunnelkeeper:site`. */
  find(connection: Connection): Promise<readonly Connection[]>;
}

export interface Charts {
  /** A PNG. */
  draw(region: string, widget: string): Promise<Uint8Array>;
}
