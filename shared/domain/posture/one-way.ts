import { backgroundBytesPerMinute, leastAnswer } from '../data-path/traffic.ts';
import type { TrafficPoint, TunnelTraffic } from '../diagnosis/evidence.ts';
import { type EpochMs, minutesMs } from '../time.ts';

/** A tunnel that AWS sends through and receives nothing from. */
export interface OneWayTunnel {
  readonly outsideIp: string;
  /** The beginning of the time that was looked at. */
  readonly since: EpochMs;
  readonly inBytes: number;
  readonly outBytes: number;
}

const windowMinutes = 15;

/** Metrics come late, so the latest minutes prove nothing. */
const lateMs = minutesMs(3);

/** With fewer minutes than this the metrics are not believed. */
const leastMinutes = 12;

const leastSentBytes = 10_000;

/** Those of the tunnels that are up which have sent for a quarter of an hour and received nothing. */
export const oneWayTunnels = (
  traffic: readonly TunnelTraffic[],
  upTunnels: ReadonlySet<string>,
  now: EpochMs,
): readonly OneWayTunnel[] =>
  traffic
    .filter(({ outsideIp }) => upTunnels.has(outsideIp))
    .flatMap(({ outsideIp, points }) => {
      const flow = flowOf(points, now);
      if (!flow || flow.outBytes < leastSentBytes) return [];
      const receives =
        flow.inBytes > flow.minutes * backgroundBytesPerMinute || flow.inBytes >= leastAnswer * flow.outBytes;
      return receives
        ? []
        : [{ outsideIp, since: windowStart(now), inBytes: flow.inBytes, outBytes: flow.outBytes }];
    });

/** Those of the tunnels that have received more than background traffic in the same time. */
export const receivingTunnels = (traffic: readonly TunnelTraffic[], now: EpochMs): ReadonlySet<string> =>
  new Set(
    traffic
      .filter(({ points }) => {
        const flow = flowOf(points, now);
        return flow !== undefined && flow.inBytes > flow.minutes * backgroundBytesPerMinute;
      })
      .map(({ outsideIp }) => outsideIp),
  );

interface Flow {
  readonly minutes: number;
  readonly inBytes: number;
  readonly outBytes: number;
}

/** What flowed in the window, if the tunnel is not known to have been down in it and enough is known. */
const flowOf = (points: readonly TrafficPoint[], now: EpochMs): Flow | undefined => {
  const from = windowStart(now);
  const inWindow = points.filter(({ at }) => at >= from && at < from + minutesMs(windowMinutes));
  if (inWindow.some(({ state = 1 }) => state < 1)) return undefined;
  const known = inWindow.filter(({ inBytes, outBytes }) => inBytes !== undefined && outBytes !== undefined);
  if (known.length < leastMinutes) return undefined;
  return {
    minutes: known.length,
    inBytes: known.reduce((sum, { inBytes = 0 }) => sum + inBytes, 0),
    outBytes: known.reduce((sum, { outBytes = 0 }) => sum + outBytes, 0),
  };
};

const windowStart = (now: EpochMs): EpochMs => {
  const minute = minutesMs(1);
  return Math.floor((now - lateMs) / minute) * minute - minutesMs(windowMinutes);
};
