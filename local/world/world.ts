import type { Clock, Journal, PutEvent } from '../contract.ts';
import { applyChange, type TunnelChange } from './change.ts';
import type { ConnectionDescription, EstateDescription } from './estate.ts';
import { createHealth, type Health } from './health.ts';
import { createIke, type Deletion } from './ike.ts';
import { createLifecycle } from './lifecycle.ts';
import type { TunnelLogWriter } from './log/port.ts';
import { createTunnelLog } from './log/tunnel-log.ts';
import { createMaintenances } from './maintenance.ts';
import { createMetricSampler, type OpenSeries } from './metric-sampler.ts';
import type { Connection, Peer, Tunnel } from './model.ts';
import { createRegister, type Register } from './register.ts';
import { type AwsReplacement, assertAvailable, createReplacements } from './replacement.ts';
import { defaultWorldSettings, type WorldSettings } from './settings.ts';

export interface WorldOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly putEvent: PutEvent;
  /** Where the tunnels' metrics go. */
  readonly openSeries: OpenSeries;
  /** Where the tunnels' logs go. */
  readonly tunnelLogs: TunnelLogWriter;
  readonly accountId: string;
  readonly partition: string;
  /** Where the gateways of an estate are that name no region. */
  readonly region: string;
  readonly settings?: Partial<WorldSettings>;
}

/** The connections of an account in all its regions, and everything that can happen to them. */
export interface World
  extends Pick<Register, 'connections' | 'everKnown' | 'gateways' | 'connection' | 'ownerOf'> {
  readonly settings: WorldSettings;
  readonly health: Health;
  /** Adds gateways and connections as if they had always been there. */
  add(estate: EstateDescription): void;
  createConnection(description: ConnectionDescription): Connection;
  deleteConnection(connectionId: string): Connection;
  /** Changes the gateway's side of some tunnels. */
  changePeers(tunnels: readonly Tunnel[], change: Partial<Peer>): void;
  /** The gateway deletes an SA. @default its IKE SA */
  deleteSa(tunnel: Tunnel, deletion?: Deletion): void;
  /** Both sides rekey at once, to nobody's harm. */
  collideHarmlessly(tunnel: Tunnel): void;
  /** What `ModifyVpnTunnelOptions` does; returns whether the endpoint is being replaced. */
  modifyTunnel(tunnel: Tunnel, change: TunnelChange): boolean;
  /** What `ReplaceVpnTunnel` does. */
  replaceOnRequest(tunnel: Tunnel): void;
  /** AWS replaces an endpoint by its own decision. */
  replaceEndpoint(tunnel: Tunnel, replacement: AwsReplacement): void;
  /** Maintenance waits for a tunnel's owner. `afterMs`: until AWS applies it by itself; `null`: never. */
  keepMaintenance(tunnel: Tunnel, afterMs: number | null): void;
  /** Starts the minute-by-minute metrics. */
  start(): void;
}

export const createWorld = (options: WorldOptions): World => {
  const { clock, journal } = options;
  const settings = { ...defaultWorldSettings, ...options.settings };
  const register = createRegister(options.region);
  const log = createTunnelLog({ clock, journal, settings, writer: options.tunnelLogs });
  const ike = createIke({ clock, journal, log });
  const health = createHealth({ ...options, settings });
  const lifecycle = createLifecycle({ clock, journal, settings, register, ike });
  const replacements = createReplacements({ clock, journal, settings, ike, sendHealthNews: health.send });
  const maintenances = createMaintenances({ clock, journal, replacements });
  const sampler = createMetricSampler(options.openSeries, settings);

  const sampleFrom = (at: number): void => {
    clock.at(at, 'tunnel metrics', () => {
      sampler.sample(register.connections(), at);
      sampleFrom(at + 60_000);
    });
  };

  return {
    ...register,
    settings,
    health,
    add: (estate) => {
      for (const gateway of estate.customerGateways) register.addGateway(gateway);
      for (const description of estate.connections) {
        const connection = register.addConnection(description, clock.now());
        sampler.declareHistory(connection, clock.now());
        lifecycle.begin(connection);
        for (const tunnel of connection.tunnels) maintenances.begin(connection, tunnel);
      }
    },
    createConnection: lifecycle.create,
    deleteConnection: lifecycle.remove,
    changePeers: (tunnels, change) => {
      for (const tunnel of tunnels) {
        Object.assign(tunnel.peer, change);
        ike.react(register.ownerOf(tunnel), tunnel);
      }
    },
    deleteSa: (tunnel, deletion = 'ike-sa-deleted') =>
      ike.deleteSa(register.ownerOf(tunnel), tunnel, deletion),
    collideHarmlessly: (tunnel) => log.ike.redundantSa(register.ownerOf(tunnel), tunnel),
    modifyTunnel: (tunnel, change) => {
      const connection = register.ownerOf(tunnel);
      assertAvailable(connection, settings);
      if (!applyChange(tunnel, change) && !settings.unchangedModifyReplaces) return false;
      log.open(connection, tunnel);
      replacements.byCustomer(connection, tunnel);
      return true;
    },
    replaceOnRequest: (tunnel) => {
      const connection = register.ownerOf(tunnel);
      assertAvailable(connection, settings);
      replacements.byCustomer(connection, tunnel);
    },
    replaceEndpoint: (tunnel, replacement) =>
      replacements.byAws(register.ownerOf(tunnel), tunnel, replacement),
    keepMaintenance: (tunnel, afterMs) => maintenances.keep(register.ownerOf(tunnel), tunnel, afterMs),
    start: () => sampleFrom(Math.ceil(clock.now() / 60_000) * 60_000),
  };
};
