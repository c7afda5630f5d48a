import type { CloudWatchClient, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { TrafficPoint, TunnelTraffic } from '../../domain/diagnosis/evidence.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { TunnelRef } from '../../ports/aws.ts';
import type { TunnelMetrics } from '../../ports/diagnosis.ts';
import { chunks } from '../client/chunks.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { toDimensions } from './dimensions.ts';
import { dimensionSetsOf, metricData } from './metric-data.ts';

const periodSeconds = 60;
const periodMs = periodSeconds * 1_000;

/** Six queries each: just within the 500 of one call. */
const tunnelsPerCall = 80;

/** What is asked for, and the part of a point that it becomes. */
const metrics = [
  { part: 'state', name: 'TunnelState', statistic: 'Average' },
  { part: 'inBytes', name: 'TunnelDataIn', statistic: 'Sum' },
  { part: 'outBytes', name: 'TunnelDataOut', statistic: 'Sum' },
] as const;

/** `GetMetricData` (Site-to-Site VPN user guide, "CloudWatch metrics", for what the metrics mean). */
export const createTunnelMetrics = (cloudWatch: ClientOf<CloudWatchClient>): TunnelMetrics => ({
  read: async (region, tunnels, from, to) => {
    const client = cloudWatch(region);
    const read = await Promise.all(
      chunks(tunnels, tunnelsPerCall).map((batch) => readBatch(client, batch, from, to)),
    );
    return read.flat();
  },
});

const readBatch = async (
  client: CloudWatchClient,
  tunnels: readonly TunnelRef[],
  from: EpochMs,
  to: EpochMs,
): Promise<readonly TunnelTraffic[]> => {
  const wholePeriods = Math.floor(from / periodMs) * periodMs;
  const results = await metricData(client, tunnels.flatMap(queriesFor), wholePeriods, to);
  const byId = Map.groupBy(results, (result) => result.Id ?? '');
  return tunnels.map((tunnel, index) => trafficOf(tunnel, index, byId));
};

const idOf = (tunnel: number, set: number, part: keyof TrafficPoint): string => `t_${tunnel}_${set}_${part}`;

const queriesFor = (tunnel: TunnelRef, index: number): readonly MetricDataQuery[] =>
  dimensionSetsOf.flatMap((dimensionsOf, set) =>
    metrics.map(({ part, name, statistic }) => ({
      Id: idOf(index, set, part),
      MetricStat: {
        Metric: {
          Namespace: 'AWS/VPN',
          MetricName: name,
          Dimensions: toDimensions(dimensionsOf(tunnel)),
        },
        Period: periodSeconds,
        Stat: statistic,
      },
      ReturnData: true,
    })),
  );

type ResultsById = ReadonlyMap<string, readonly MetricDataResult[]>;

/** The set of dimensions with the most data; where none has any, there are no points. */
const trafficOf = ({ connectionId, outsideIp }: TunnelRef, index: number, byId: ResultsById): TunnelTraffic =>
  dimensionSetsOf
    .map((dimensionsOf, set) => ({
      dimensions: dimensionsOf({ connectionId, outsideIp }),
      points: pointsOf(index, set, byId),
    }))
    .reduce<TunnelTraffic>(
      (best, { dimensions, points }) =>
        points.length > best.points.length ? { outsideIp, dimensions, points } : best,
      { outsideIp, dimensions: undefined, points: [] },
    );

const pointsOf = (tunnel: number, set: number, byId: ResultsById): readonly TrafficPoint[] => {
  const points = new Map<EpochMs, TrafficPoint>();
  for (const { part } of metrics) {
    for (const [at, value] of (byId.get(idOf(tunnel, set, part)) ?? []).flatMap(valuesOf)) {
      const known = points.get(at) ?? { at, state: undefined, inBytes: undefined, outBytes: undefined };
      points.set(at, { ...known, [part]: value });
    }
  }
  return [...points.values()].toSorted((one, other) => one.at - other.at);
};

const valuesOf = ({ Timestamps: timestamps = [], Values: values = [] }: MetricDataResult) =>
  timestamps.flatMap((timestamp, index): readonly (readonly [EpochMs, number])[] => {
    const value = values[index];
    return value === undefined ? [] : [[timestamp.getTime(), value]];
  });
