import type { CloudWatchClient, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { EpochMs } from '../../domain/time.ts';
import type { TunnelHistory, TunnelRef, TunnelsShown } from '../../ports/aws.ts';
import type { Now } from '../../ports/shell.ts';
import { chunks } from '../client/chunks.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { toDimensions } from './dimensions.ts';
import { dimensionSetsOf, metricData, queriesPerCall } from './metric-data.ts';
import { tunnelStateMetric } from './tunnel-state.ts';

const periodSeconds = 86_400;
const periodMs = periodSeconds * 1_000;

/** Asks the daily maximum of `TunnelState`. */
export const createTunnelHistory = (
  cloudWatch: ClientOf<CloudWatchClient>,
  { now }: { readonly now: Now },
): TunnelHistory => ({
  shownSince: async (region, tunnels, since) => {
    const client = cloudWatch(region);
    const batches = chunks(tunnels, queriesPerCall / dimensionSetsOf.length);
    const shown = await Promise.all(batches.map((batch) => shownOf(client, batch, since, now())));
    return { up: shown.flatMap(({ up }) => up), neverUp: shown.flatMap(({ neverUp }) => neverUp) };
  },
});

const shownOf = async (
  client: CloudWatchClient,
  tunnels: readonly TunnelRef[],
  since: EpochMs,
  now: EpochMs,
): Promise<TunnelsShown> => {
  // A whole period, or the first day would be left out.
  const from = Math.floor(since / periodMs) * periodMs;
  const results = await metricData(client, tunnels.flatMap(queriesFor), from, now);
  const whose = (isShown: (value: number) => boolean): ReadonlySet<number> =>
    new Set(
      results
        .filter((result) => result.Values?.some(isShown))
        .map((result) => Number(result.Id?.split('_')[1])),
    );
  const [known, up] = [whose(() => true), whose((value) => value > 0)];
  return {
    up: tunnels.filter((_, index) => up.has(index)),
    neverUp: tunnels.filter((_, index) => known.has(index) && !up.has(index)),
  };
};

/** `t_<index of the tunnel>_<index of the dimension set>` */
const queriesFor = (tunnel: TunnelRef, index: number): readonly MetricDataQuery[] =>
  dimensionSetsOf.map((dimensionsOf, set) => ({
    Id: `t_${index}_${set}`,
    MetricStat: {
      Metric: { ...tunnelStateMetric, Dimensions: toDimensions(dimensionsOf(tunnel)) },
      Period: periodSeconds,
      Stat: 'Maximum',
    },
    ReturnData: true,
  }));
