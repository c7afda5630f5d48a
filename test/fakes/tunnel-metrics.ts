import type { TunnelTraffic } from '../../shared/domain/diagnosis/evidence.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { TunnelRef } from '../../shared/ports/aws.ts';
import type { TunnelMetrics } from '../../shared/ports/diagnosis.ts';
import { createFailures, type Failures } from './failures.ts';
import { tunnelKey } from './tunnel-history.ts';

export interface AskedMetrics {
  readonly tunnels: readonly TunnelRef[];
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface FakeTunnelMetrics extends TunnelMetrics {
  read: TunnelMetrics['read'];
  /** By `tunnelKey`. */
  readonly points: Map<string, TunnelTraffic['points']>;
  readonly asked: AskedMetrics[];
  readonly failures: Failures;
}

export const createFakeTunnelMetrics = (): FakeTunnelMetrics => {
  const failures = createFailures();
  const fake: FakeTunnelMetrics = {
    points: new Map(),
    asked: [],
    failures,
    readBytes: (...asked) => fake.read(...asked),
    read: async (_region, tunnels, from, to) => {
      fake.asked.push({ tunnels, from, to });
      failures.throwIfDue();
      return tunnels.map((tunnel) => {
        const points = (fake.points.get(tunnelKey(tunnel)) ?? [])
          .filter(({ at }) => at >= from && at < to)
          .toSorted((one, other) => one.at - other.at);
        const dimensions = points.length > 0 ? { TunnelIpAddress: tunnel.outsideIp } : undefined;
        return { outsideIp: tunnel.outsideIp, dimensions, points };
      });
    },
  };
  return fake;
};
