import type { EpochMs } from '../../shared/domain/time.ts';
import type { TunnelHistory, TunnelRef } from '../../shared/ports/aws.ts';
import { createFailures, type Failures } from './failures.ts';

export interface FakeTunnelHistory extends TunnelHistory {
  /** When each tunnel was last up. */
  readonly lastUp: Map<string, EpochMs>;
  /** Tunnels of which the metric has no data point. */
  readonly silent: Set<string>;
  readonly asked: (readonly TunnelRef[])[];
  readonly failures: Failures;
}

export const tunnelKey = (tunnel: TunnelRef): string => `${tunnel.connectionId}/${tunnel.outsideIp}`;

export const createFakeTunnelHistory = (): FakeTunnelHistory => {
  const failures = createFailures();
  const fake: FakeTunnelHistory = {
    lastUp: new Map(),
    silent: new Set(),
    asked: [],
    failures,
    shownSince: async (_region, tunnels, since) => {
      if (tunnels.length === 0) return { up: [], neverUp: [] };
      fake.asked.push(tunnels);
      failures.throwIfDue();
      const isUp = (tunnel: TunnelRef): boolean => (fake.lastUp.get(tunnelKey(tunnel)) ?? -1) >= since;
      return {
        up: tunnels.filter(isUp),
        neverUp: tunnels.filter((tunnel) => !isUp(tunnel) && !fake.silent.has(tunnelKey(tunnel))),
      };
    },
  };
  return fake;
};
