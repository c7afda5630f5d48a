import { awsCall } from '../../shared/aws/client/aws-call-error.ts';
import type { Connection, CustomerGateway } from '../../shared/domain/connection.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Connections, CustomerGateways, TunnelHistory, TunnelRef } from '../../shared/ports/aws.ts';
import type { Caller } from '../platform/service.ts';

/** What AWS would answer now. */
export interface AwsView {
  connections(region: string): readonly Connection[];
  gateways(): readonly CustomerGateway[];
  lastUpAt(tunnel: TunnelRef): EpochMs | undefined;
}

export const createConnections = (
  aws: Pick<AwsView, 'connections'>,
  call: Caller,
  /** Told of each answer as it arrives. */
  answered?: (connections: readonly Connection[], region: string) => void,
): Connections => {
  const describe = async (region: string, wanted?: readonly string[]): Promise<readonly Connection[]> => {
    const answer = await awsCall(
      'DescribeVpnConnections',
      call('ec2', 'DescribeVpnConnections', () => {
        const all = aws.connections(region);
        const listed = all.filter(
          ({ connectionId, state }) =>
            state !== 'deleted' && (wanted === undefined || wanted.includes(connectionId)),
        );
        return listed.length === all.length ? all : listed;
      }),
    );
    answered?.(answer, region);
    return answer;
  };
  return {
    list: (region) => describe(region),
    find: async (region, connectionIds) =>
      connectionIds.length === 0 ? [] : describe(region, connectionIds),
  };
};

export const createCustomerGateways = (aws: Pick<AwsView, 'gateways'>, call: Caller): CustomerGateways => ({
  find: (_region, ids) =>
    awsCall(
      'DescribeCustomerGateways',
      call('ec2', 'DescribeCustomerGateways', () =>
        aws.gateways().filter(({ customerGatewayId }) => ids.includes(customerGatewayId)),
      ),
    ),
});

export const createTunnelHistory = (aws: Pick<AwsView, 'lastUpAt'>, call: Caller): TunnelHistory => ({
  shownSince: async (_region, tunnels, since) => {
    if (tunnels.length === 0) return { up: [], neverUp: [] };
    const isUp = (tunnel: TunnelRef): boolean => (aws.lastUpAt(tunnel) ?? -1) >= since;
    return awsCall(
      'GetMetricData',
      call('cloudwatch', 'GetMetricData', () => ({
        up: tunnels.filter(isUp),
        neverUp: tunnels.filter((tunnel) => !isUp(tunnel)),
      })),
    );
  },
});
