import type { EpochMs } from '../contract.ts';
import type { Connection, Tunnel } from './model.ts';
import type { WorldSettings } from './settings.ts';
import { latest } from './telemetry.ts';
import { carries, type Load, loadOf } from './traffic.ts';

/** One metric under one set of dimensions, as the metric store keeps it. */
export interface MetricSeries {
  add(at: EpochMs, value: number): void;
  /** Declares one value a minute for a span of time. */
  addSpan(from: EpochMs, to: EpochMs, value: number): void;
}

export type OpenSeries = (
  region: string,
  namespace: string,
  metricName: string,
  dimensions: Readonly<Record<string, string>>,
) => MetricSeries;

const historyMs = 14 * 86_400_000;

/** Writes what the tunnels' metrics show: the fourteen days before they are first seen, then each minute. */
export const createMetricSampler = (openSeries: OpenSeries, settings: WorldSettings) => {
  const sampled = new WeakMap<Tunnel, TunnelSeries>();

  const seriesOf = (connection: Connection, tunnel: Tunnel): TunnelSeries => {
    const known = sampled.get(tunnel);
    if (known) return known;
    const opened = openAll(openSeries, settings, connection, tunnel);
    sampled.set(tunnel, opened);
    return opened;
  };

  return {
    declareHistory: (connection: Connection, now: EpochMs): void => {
      for (const tunnel of connection.tunnels) {
        if (tunnel.history === 'none') continue;
        const isUp = tunnel.history === 'up';
        const values = valuesOf(
          isUp,
          loadOf(connection, tunnel, ({ history }) => history === 'up'),
        );
        for (const [name, all] of seriesOf(connection, tunnel)) {
          for (const series of all) series.addSpan(now - historyMs, now - 60_000, values[name]);
        }
      }
    },
    sample: (connections: Iterable<Connection>, now: EpochMs): void => {
      for (const connection of connections) {
        if (connection.state === 'deleted' || connection.state === 'pending') continue;
        for (const tunnel of connection.tunnels) {
          const isUp = latest(tunnel).status === 'UP';
          const values = valuesOf(isUp, loadOf(connection, tunnel, carries));
          for (const [name, all] of seriesOf(connection, tunnel)) {
            for (const series of all) series.add(now, values[name]);
          }
        }
      }
    },
  };
};

const valuesOf = (isUp: boolean, { inBytes, outBytes }: Load): Readonly<Record<MetricName, number>> => ({
  TunnelState: isUp ? 1 : 0,
  TunnelDataIn: inBytes,
  TunnelDataOut: outBytes,
});

const metricNames = ['TunnelState', 'TunnelDataIn', 'TunnelDataOut'] as const;

type MetricName = (typeof metricNames)[number];
type TunnelSeries = readonly (readonly [MetricName, readonly MetricSeries[]])[];

const openAll = (
  openSeries: OpenSeries,
  { metricDimensions, connectionMetrics }: WorldSettings,
  connection: Connection,
  tunnel: Tunnel,
): TunnelSeries => {
  const byTunnel = { TunnelIpAddress: tunnel.outsideIp };
  const byConnection = { VpnId: connection.id };
  const own = metricDimensions === 'tunnel' ? byTunnel : { ...byConnection, ...byTunnel };
  const sets = connectionMetrics ? [own, byConnection] : [own];
  return metricNames.map((name) => [
    name,
    sets.map((dimensions) => openSeries(connection.region, 'AWS/VPN', name, dimensions)),
  ]);
};
