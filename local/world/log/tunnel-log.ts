import type { Clock, Journal } from '../../contract.ts';
import type { Connection, Tunnel } from '../model.ts';
import type { WorldSettings } from '../settings.ts';
import { type BgpLog, createBgpLog } from './bgp-log.ts';
import { createIkeLog, type IkeLog } from './ike-log.ts';
import { createTunnelLogger } from './logger.ts';
import type { TunnelLogWriter } from './port.ts';

/** Both logs of the tunnels. What a tunnel does not log costs nothing. */
export interface TunnelLog {
  readonly ike: IkeLog;
  readonly bgp: BgpLog;
  /** Opens the log groups that a tunnel's options name. */
  open(connection: Connection, tunnel: Tunnel): void;
}

export interface TunnelLogDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly settings: WorldSettings;
  readonly writer: TunnelLogWriter;
}

export const createTunnelLog = (deps: TunnelLogDeps): TunnelLog => {
  const logger = createTunnelLogger(deps);
  return {
    ike: createIkeLog(deps.clock, logger),
    bgp: createBgpLog(deps.clock, logger),
    open: logger.open,
  };
};
