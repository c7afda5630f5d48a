import type {
  DescribeCustomerGatewaysRequest,
  DescribeCustomerGatewaysResult,
  DescribeVpnConnectionsRequest,
  DescribeVpnConnectionsResult,
} from '@aws-sdk/client-ec2';
import { type Clock, type Operation, ServiceError } from '../../contract.ts';
import type { Connection, CustomerGateway } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import { connectionShape, tagList } from './connection-shape.ts';
import { type FilterValues, passes } from './filters.ts';

export const describeVpnConnections =
  (world: World, clock: Clock): Operation<DescribeVpnConnectionsRequest, DescribeVpnConnectionsResult> =>
  ({ VpnConnectionIds, Filters }, { region }) => {
    const all = world.connections(region);
    const wanted = select(
      all,
      VpnConnectionIds,
      (id) =>
        new ServiceError('InvalidVpnConnectionID.NotFound', `The vpnConnection ID '${id}' does not exist`),
    );
    const moment = { now: clock.now(), telemetryLagMs: world.settings.telemetryLagMs };
    return {
      VpnConnections: wanted
        .filter((connection) => passes(Filters, connectionValues(connection), connection.tags))
        .map((connection) => connectionShape(connection, moment)),
    };
  };

const connectionValues = (connection: Connection): FilterValues => ({
  'vpn-connection-id': [connection.id],
  state: [connection.state],
  type: ['ipsec.1'],
  'customer-gateway-id': [connection.gateway.id],
  'transit-gateway-id': [connection.transitGatewayId],
  'vpn-gateway-id': [connection.vpnGatewayId],
  'bgp-asn': [String(connection.gateway.bgpAsn)],
  'option.static-routes-only': [String(connection.routing === 'static')],
});

export const describeCustomerGateways =
  (world: World): Operation<DescribeCustomerGatewaysRequest, DescribeCustomerGatewaysResult> =>
  ({ CustomerGatewayIds, Filters }, { region }) => {
    const wanted = select(
      world.gateways(region),
      CustomerGatewayIds,
      (id) =>
        new ServiceError(
          'InvalidCustomerGatewayID.NotFound',
          `The customerGateway ID '${id}' does not exist`,
        ),
    );
    return {
      CustomerGateways: wanted
        .filter((gateway) => passes(Filters, gatewayValues(gateway), gateway.tags))
        .map(gatewayShape),
    };
  };

const gatewayValues = ({ id, ipAddress, bgpAsn }: CustomerGateway): FilterValues => ({
  'customer-gateway-id': [id],
  'ip-address': [ipAddress],
  'bgp-asn': [String(bgpAsn)],
  state: ['available'],
  type: ['ipsec.1'],
});

const gatewayShape = ({ id, ipAddress, bgpAsn, deviceName, tags }: CustomerGateway) => ({
  CustomerGatewayId: id,
  State: 'available',
  Type: 'ipsec.1',
  BgpAsn: String(bgpAsn),
  ...(ipAddress === undefined ? {} : { IpAddress: ipAddress }),
  ...(deviceName === undefined ? {} : { DeviceName: deviceName }),
  Tags: tagList(tags),
});

/** An unknown id fails the whole call. */
const select = <T extends { readonly id: string }>(
  all: readonly T[],
  ids: readonly string[] | undefined,
  unknown: (id: string) => ServiceError,
): readonly T[] => {
  if (!ids || ids.length === 0) return all;
  return ids.map((id) => {
    const found = all.find((one) => one.id === id);
    if (!found) throw unknown(id);
    return found;
  });
};
