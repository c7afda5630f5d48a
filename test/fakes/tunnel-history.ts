import type { EpochMs } from '../../shared/domain/time.ts';
import type { TunnelHistory, TunnelRef } from '../../shared/ports/aws.ts';
import { createFailures, type Failures } from './failures.ts';

export interface FakeTunnelHistory extends TunnelHistory {
  /** When each tunnel was last up. */
  readonly lastUp: Map<string, EpochMs>;
  readonly asked: (readonly TunnelRef[])[];
  readonly failures: Failures;
}

export const tunnelKey = (tunnel: TunnelRef): string => `${tunnel.connectionId}/${tunnel.outsideIp}`;

export const createFakeTunnelHistory = (): FakeTunnelHistory => {
  const failures = createFailures();
  const fake: FakeTunnelHistory = {
    lastUp: new Map(),
    asked: [],
    failures,
    seenUpSince: async (_region, tunnels, since) => {
      if (tunnels.length === 0) return [];
      fake.asked.push(tunnels);
      failures.throwIfDue();
      return tunnels.filter((tunnel) => (fake.lastUp.get(tunnelKey(tunnel)) ?? -1) >= since);
    },
  };
  return fake;
};
