import { DescribeVpnConnectionsCommand, type EC2Client, type Filter } from '@aws-sdk/client-ec2';
import type { Connection } from '../../domain/connection.ts';
import type { Connections } from '../../ports/aws.ts';
import { AwsCallError, awsCall } from '../client/aws-call-error.ts';
import { chunks } from '../client/chunks.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { valuesPerFilter } from './filters.ts';
import { mapConnection } from './map-connection.ts';

/**
 * Site-to-Site VPN connections. The ids go into a filter, because one unknown id in `VpnConnectionIds` fails the whole
 * call; there is no filter by state, because that would hide connections in the undocumented state `modifying`.
 */
export const createConnections = (ec2: ClientOf<EC2Client>): Connections => ({
  list: (region) => describeConnections(ec2(region), region),
  find: async (region, connectionIds) => {
    const found = await Promise.all(
      chunks([...new Set(connectionIds)], valuesPerFilter).map((ids) =>
        describeConnections(ec2(region), region, [{ Name: 'vpn-connection-id', Values: [...ids] }]),
      ),
    );
    return found.flat();
  },
});

/**
 * A deleted connection stays listed for a while; to us it is gone. An answer that has no set of connections at all says
 * nothing: taken for an empty one it would say that they are all gone.
 */
export const describeConnections = async (
  client: EC2Client,
  region: string,
  filters?: Filter[],
): Promise<readonly Connection[]> => {
  const answer = await awsCall(
    'DescribeVpnConnections',
    client.send(new DescribeVpnConnectionsCommand(filters ? { Filters: filters } : {})),
  );
  if (answer.VpnConnections === undefined) {
    const { httpStatusCode, requestId } = answer.$metadata;
    throw new AwsCallError('DescribeVpnConnections', {
      code: 'NoConnectionSet',
      statusCode: httpStatusCode,
      requestId,
    });
  }
  return answer.VpnConnections.filter(
    (connection) => connection.VpnConnectionId && connection.State !== 'deleted',
  ).map((connection) => mapConnection(region, connection));
};
