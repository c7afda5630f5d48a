import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { EpochMs } from '../../domain/time.ts';
import type { TunnelHistory, TunnelRef } from '../../ports/aws.ts';
import type { Now } from '../../ports/shell.ts';
import { AwsCallError, awsCall } from '../client/aws-call-error.ts';
import { chunks } from '../client/chunks.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { toDimensions } from './dimensions.ts';
import { tunnelStateMetric } from './tunnel-state.ts';

/** One `GetMetricData` call takes at most 500 queries (CloudWatch API reference). */
const queriesPerCall = 500;

const periodSeconds = 86_400;
const periodMs = periodSeconds * 1_000;

/**
 * Asks the daily maximum of `TunnelState`. Sources disagree on the dimensions under which AWS keeps it, so each tunnel is
 * asked about under every set that there may be.
 */
export const createTunnelHistory = (
  cloudWatch: ClientOf<CloudWatchClient>,
  { now }: { readonly now: Now },
): TunnelHistory => ({
  seenUpSince: async (region, tunnels, since) => {
    const client = cloudWatch(region);
    const batches = chunks(tunnels, queriesPerCall / dimensionSetsOf.length);
    const seen = await Promise.all(batches.map((batch) => seenUp(client, batch, since, now())));
    return seen.flat();
  },
});

const dimensionSetsOf: readonly ((tunnel: TunnelRef) => Readonly<Record<string, string>>)[] = [
  ({ outsideIp }) => ({ TunnelIpAddress: outsideIp }),
  ({ connectionId, outsideIp }) => ({ VpnId: connectionId, TunnelIpAddress: outsideIp }),
];

const seenUp = async (
  client: CloudWatchClient,
  tunnels: readonly TunnelRef[],
  since: EpochMs,
  now: EpochMs,
): Promise<readonly TunnelRef[]> => {
  const results = await allResults(client, tunnels.flatMap(queriesFor), since, now);
  const up = new Set(
    results
      .filter((result) => result.Values?.some((value) => value > 0))
      .map((result) => Number(result.Id?.split('_')[1])),
  );
  return tunnels.filter((_, index) => up.has(index));
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

const allResults = async (
  client: CloudWatchClient,
  queries: readonly MetricDataQuery[],
  since: EpochMs,
  now: EpochMs,
): Promise<readonly MetricDataResult[]> => {
  const results: MetricDataResult[] = [];
  let nextToken: string | undefined;
  do {
    const answer = await awsCall(
      'GetMetricData',
      client.send(
        new GetMetricDataCommand({
          MetricDataQueries: [...queries],
          // A whole period, or the first day would be left out.
          StartTime: new Date(Math.floor(since / periodMs) * periodMs),
          EndTime: new Date(now),
          NextToken: nextToken,
        }),
      ),
    );
    results.push(...(answer.MetricDataResults ?? []).map(mustBeKnown));
    nextToken = answer.NextToken;
  } while (nextToken);
  return results;
};

/** "Never up" is a grave thing to say of a tunnel, so no answer must not look like an empty one. */
const mustBeKnown = (result: MetricDataResult): MetricDataResult => {
  if (result.StatusCode === 'InternalError' || result.StatusCode === 'Forbidden') {
    throw new AwsCallError('GetMetricData', {
      code: result.StatusCode,
      statusCode: 200,
      requestId: undefined,
    });
  }
  return result;
};
