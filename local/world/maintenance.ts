import { type Clock, type Journal, ServiceError } from '../contract.ts';
import type { Connection, Tunnel } from './model.ts';
import type { Replacements } from './replacement.ts';

interface MaintenanceDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly replacements: Pick<Replacements, 'byAws'>;
}

/** Maintenance that waits for the owners of tunnels. */
export interface Maintenances {
  /** Lets what waits already run out from now on. */
  begin(connection: Connection, tunnel: Tunnel): void;
  /** Lets some wait. `afterMs`: until AWS applies it by itself; `null`: never. */
  keep(connection: Connection, tunnel: Tunnel, afterMs: number | null): void;
}

export const createMaintenances = ({ clock, journal, replacements }: MaintenanceDeps): Maintenances => {
  const begin = (connection: Connection, tunnel: Tunnel): void => {
    const waiting = tunnel.maintenance;
    if (waiting.autoAppliedAfter === undefined) return;
    clock.at(waiting.autoAppliedAfter, `maintenance of ${connection.id}/${tunnel.outsideIp}`, () => {
      if (tunnel.maintenance !== waiting || tunnel.phase === 'replacing') return;
      replacements.byAws(connection, tunnel, {});
    });
  };

  return {
    begin,
    keep: (connection, tunnel, afterMs) => {
      const { outsideIp, options, maintenance } = tunnel;
      if (!options.enableTunnelLifecycleControl) {
        throw new ServiceError(
          'UnsupportedOperation',
          `Tunnel endpoint lifecycle control is not enabled for ${outsideIp} of ${connection.id}: no maintenance waits for it`,
        );
      }
      const autoAppliedAfter = afterMs === null ? undefined : clock.now() + afterMs;
      tunnel.maintenance = { ...maintenance, pending: true, autoAppliedAfter };
      journal.record('maintenance.waits', { connectionId: connection.id, outsideIp, autoAppliedAfter });
      begin(connection, tunnel);
    },
  };
};
