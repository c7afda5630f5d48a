import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { EpochMs } from '../../domain/time.ts';
import type { TunnelRef } from '../../ports/aws.ts';
import { AwsCallError, awsCall } from '../client/aws-call-error.ts';

/** One `GetMetricData` call takes at most 500 queries (CloudWatch API reference). */
export const queriesPerCall = 500;

/** Sources disagree on the dimensions under which AWS keeps a tunnel's metrics, so every set that there may be is asked for. */
export const dimensionSetsOf: readonly ((tunnel: TunnelRef) => Readonly<Record<string, string>>)[] = [
  ({ outsideIp }) => ({ TunnelIpAddress: outsideIp }),
  ({ connectionId, outsideIp }) => ({ VpnId: connectionId, TunnelIpAddress: outsideIp }),
];

/** All pages of one question. The values of one query may be spread over several results. */
export const metricData = async (
  client: CloudWatchClient,
  queries: readonly MetricDataQuery[],
  from: EpochMs,
  to: EpochMs,
): Promise<readonly MetricDataResult[]> => {
  const results: MetricDataResult[] = [];
  let nextToken: string | undefined;
  do {
    const answer = await awsCall(
      'GetMetricData',
      client.send(
        new GetMetricDataCommand({
          MetricDataQueries: [...queries],
          StartTime: new Date(from),
          EndTime: new Date(to),
          NextToken: nextToken,
        }),
      ),
    );
    results.push(...(answer.MetricDataResults ?? []).map(mustBeKnown));
    nextToken = answer.NextToken;
  } while (nextToken);
  return results;
};

/** That there was nothing is a grave thing to say of a tunnel, so no answer must not look like an empty one. */
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
