/** How the modelled AWS behaves where its behaviour varies or is not documented. */
export interface WorldSettings {
  /** How long a customer-initiated endpoint replacement takes. @default 3 minutes */
  readonly modifyTakesMs: number;
  /** How long after a replacement its Health event follows. @default 5 minutes */
  readonly healthEventAfterMs: number;
  /** How long AWS Health lists an event as open that nobody closes. @default 1 hour */
  readonly healthEventOpenForMs: number;
  /** Whether `ModifyVpnTunnelOptions` with unchanged values replaces the endpoint, which AWS does not document. @default true */
  readonly unchangedModifyReplaces: boolean;
  /** The error for a call on a connection that is not `available`; which of them AWS gives is not documented. @default 'IncorrectState' */
  readonly busyError: 'IncorrectState' | 'InvalidVpnConnection.InvalidState' | 'UnsupportedOperation';
  /** How far `DescribeVpnConnections` is behind the tunnels. @default 0 */
  readonly telemetryLagMs: number;
  /** Which dimensions the tunnel metrics carry; sources disagree. @default 'tunnel-and-connection' */
  readonly metricDimensions: 'tunnel-and-connection' | 'tunnel';
  /** Whether the metrics of both tunnels are listed once more under the connection alone. @default false */
  readonly connectionMetrics: boolean;
  /** How the names of log streams are put together; sources disagree: `vpn-…_ADDRESS-IKE.log` or `vpn-…-ADDRESS`. @default '_' */
  readonly logStreamSeparator: '_' | '-';
  /** How long a deleted connection is still listed. @default 1 hour */
  readonly deletedListedForMs: number;
}

export const defaultWorldSettings: WorldSettings = {
  modifyTakesMs: 180_000,
  healthEventAfterMs: 300_000,
  healthEventOpenForMs: 3_600_000,
  unchangedModifyReplaces: true,
  busyError: 'IncorrectState',
  telemetryLagMs: 0,
  metricDimensions: 'tunnel-and-connection',
  connectionMetrics: false,
  logStreamSeparator: '_',
  deletedListedForMs: 3_600_000,
};
