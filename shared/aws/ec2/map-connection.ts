import type { VpnConnection } from '@aws-sdk/client-ec2';
import type { Connection, Target } from '../../domain/connection.ts';
import { mapTags, nameOf } from './map-tags.ts';
import { isBgp, mapTunnels } from './map-tunnels.ts';

/**
 * Our view of a connection. Field by field and never by spreading: the answer of AWS holds the pre-shared keys, in
 * `Options.TunnelOptions[].PreSharedKey` and in `CustomerGatewayConfiguration`.
 */
export const mapConnection = (region: string, connection: VpnConnection): Connection => {
  const tags = mapTags(connection.Tags);
  return {
    region,
    connectionId: connection.VpnConnectionId ?? '',
    name: nameOf(tags),
    state: connection.State ?? 'unknown',
    customerGatewayId: connection.CustomerGatewayId ?? '',
    target: mapTarget(connection),
    gatewayAssociation: connection.GatewayAssociationState || undefined,
    staticRoutes: connection.Routes?.map(
      ({ DestinationCidrBlock: prefix = '', State: state = 'unknown' }) => ({
        prefix,
        state,
      }),
    ),
    routing: isBgp(connection) ? 'bgp' : 'static',
    accelerated: connection.Options?.EnableAcceleration === true,
    preSharedKeys: connection.PreSharedKeyArn ? 'secrets-manager' : 'with-connection',
    tunnels: mapTunnels(connection),
    tags,
  };
};

/** A connection on a concentrator may name the transit gateway behind it as well. */
const mapTarget = (connection: VpnConnection): Target => {
  const { VpnConcentratorId, TransitGatewayId, CoreNetworkArn, VpnGatewayId } = connection;
  if (VpnConcentratorId) return { kind: 'concentrator', id: VpnConcentratorId };
  if (TransitGatewayId) return { kind: 'transit-gateway', id: TransitGatewayId };
  if (CoreNetworkArn) return { kind: 'cloud-wan', id: CoreNetworkArn };
  if (VpnGatewayId) return { kind: 'virtual-private-gateway', id: VpnGatewayId };
  return { kind: 'unattached', id: '' };
};
