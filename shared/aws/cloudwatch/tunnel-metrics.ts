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

type Part = (typeof metrics)[number]['part'];

const bytes: readonly Part[] = ['inBytes', 'outBytes'];

/** `GetMetricData` (Site-to-Site VPN user guide, "CloudWatch metrics", for what the metrics mean). */
export const createTunnelMetrics = (cloudWatch: ClientOf<CloudWatchClient>): TunnelMetrics => {
  /** Which set of dimensions has data, for as long as the function's sandbox lives. */
  const knownSets = new Map<string, number>();
  const readAll = async (
    region: string,
    tunnels: readonly TunnelRef[],
    from: EpochMs,
    to: EpochMs,
    wanted: (tunnel: TunnelRef) => Wanted,
  ): Promise<readonly TunnelTraffic[]> => {
    const client = cloudWatch(region);
    const read = await Promise.all(
      chunks(tunnels, tunnelsPerCall).map((batch) => readBatch(client, batch, from, to, wanted)),
    );
    return read.flat();
  };
  return {
    read: (region, tunnels, from, to) =>
      readAll(region, tunnels, from, to, () => ({ parts: metrics.map(({ part }) => part), sets: allSets })),
    readBytes: async (region, tunnels, from, to) => {
      const setsOf = ({ outsideIp }: TunnelRef): readonly number[] => {
        const known = knownSets.get(`${region}/${outsideIp}`);
        return known === undefined ? allSets : [known];
      };
      const read = await readAll(region, tunnels, from, to, (tunnel) => ({
        parts: bytes,
        sets: setsOf(tunnel),
      }));
      for (const { outsideIp, dimensions } of read) {
        const set = dimensions ? Object.keys(dimensions).length : undefined;
        const index = allSets.find((each) => dimensionCount(each) === set);
        if (index === undefined) knownSets.delete(`${region}/${outsideIp}`);
        else knownSets.set(`${region}/${outsideIp}`, index);
      }
      return read;
    },
  };
};

/** What is asked about one tunnel. */
interface Wanted {
  readonly parts: readonly Part[];
  /** Indices of `dimensionSetsOf`. */
  readonly sets: readonly number[];
}

const allSets: readonly number[] = dimensionSetsOf.map((_, set) => set);

const dimensionCount = (set: number): number =>
  Object.keys(dimensionSetsOf[set]?.({ connectionId: '', outsideIp: '' }) ?? {}).length;

const readBatch = async (
  client: CloudWatchClient,
  tunnels: readonly TunnelRef[],
  from: EpochMs,
  to: EpochMs,
  wanted: (tunnel: TunnelRef) => Wanted,
): Promise<readonly TunnelTraffic[]> => {
  const wholePeriods = Math.floor(from / periodMs) * periodMs;
  const queries = tunnels.flatMap((tunnel, index) => queriesFor(tunnel, index, wanted(tunnel)));
  const results = await metricData(client, queries, wholePeriods, to);
  const byId = Map.groupBy(results, (result) => result.Id ?? '');
  return tunnels.map((tunnel, index) => trafficOf(tunnel, index, byId));
};

const idOf = (tunnel: number, set: number, part: keyof TrafficPoint): string => `t_${tunnel}_${set}_${part}`;

const queriesFor = (tunnel: TunnelRef, index: number, { parts, sets }: Wanted): readonly MetricDataQuery[] =>
  dimensionSetsOf.flatMap((dimensionsOf, set) =>
    (sets.includes(set) ? metrics.filter(({ part }) => parts.includes(part)) : []).map(
      ({ part, name, statistic }) => ({
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
      }),
    ),
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
