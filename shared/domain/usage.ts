/**
 * Which tunnels have ever been up, as far as we know: the evidence that an "unused tunnel" rests on.
 * Kept in a few rows per region, so that one query reads it whatever the number of connections.
 */
export interface TunnelUsage {
  /** connection id → outside IPs seen up by us or by the metrics. */
  readonly used: Readonly<Record<string, readonly string[]>>;
  /** connection id → outside IPs never seen up, and without a `TunnelState` above 0 when first seen. */
  readonly unused: Readonly<Record<string, readonly string[]>>;
}
