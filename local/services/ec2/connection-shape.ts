import type { Tag, VgwTelemetry, VpnConnection } from '@aws-sdk/client-ec2';
import type { EpochMs } from '../../contract.ts';
import type { Connection } from '../../world/model.ts';
import { telemetryAt } from '../../world/telemetry.ts';
import { gatewayConfiguration } from './gateway-configuration.ts';
import { tunnelOptionShape } from './tunnel-option-shape.ts';

export interface Moment {
  readonly now: EpochMs;
  readonly telemetryLagMs: number;
}

/** A connection as EC2 describes it: heavy, with its secrets, and with telemetry in an order of its own. */
export const connectionShape = (connection: Connection, moment: Moment): VpnConnection => {
  const { state, gateway, classic, transitGatewayId, vpnGatewayId } = connection;
  const isDocumented = state === 'pending' || state === 'available';
  return {
    VpnConnectionId: connection.id,
    State: state as VpnConnection['State'],
    Type: 'ipsec.1',
    Category: classic ? 'VPN-Classic' : 'VPN',
    CustomerGatewayId: gateway.id,
    ...(transitGatewayId === undefined ? {} : { TransitGatewayId: transitGatewayId }),
    ...(vpnGatewayId === undefined ? {} : { VpnGatewayId: vpnGatewayId }),
    GatewayAssociationState: 'associated',
    ...(isDocumented ? { CustomerGatewayConfiguration: gatewayConfiguration(connection) } : {}),
    Options: optionsShape(connection),
    Routes: routesShape(connection),
    Tags: tagList(connection.tags),
    VgwTelemetry: state === 'deleted' ? [] : telemetryShape(connection, moment),
  };
};

/** A virtual private gateway's static routes are kept with the connection. */
const routesShape = ({ routing, vpnGatewayId }: Connection): VpnConnection['Routes'] =>
  routing === 'static' && vpnGatewayId !== undefined
    ? [{ DestinationCidrBlock: '10.20.0.0/16', Source: 'Static', State: 'available' }]
    : [];

const optionsShape = ({ accelerated, routing, classic, tunnels }: Connection): VpnConnection['Options'] => ({
  EnableAcceleration: accelerated,
  StaticRoutesOnly: routing === 'static',
  LocalIpv4NetworkCidr: '0.0.0.0/0',
  RemoteIpv4NetworkCidr: '0.0.0.0/0',
  OutsideIpAddressType: tunnels[0].outsideIp.includes(':') ? 'Ipv6' : 'PublicIpv4',
  TunnelInsideIpVersion: 'ipv4',
  ...(classic ? {} : { TunnelOptions: tunnels.map(tunnelOptionShape) }),
});

const telemetryShape = (connection: Connection, { now, telemetryLagMs }: Moment): VgwTelemetry[] => {
  const telemetry = connection.tunnels.map((tunnel) => {
    const seen = telemetryAt(tunnel, now, telemetryLagMs);
    return {
      OutsideIpAddress: tunnel.outsideIp,
      Status: seen.status,
      LastStatusChange: new Date(seen.lastStatusChange),
      StatusMessage: seen.statusMessage,
      AcceptedRouteCount: seen.acceptedRouteCount,
    };
  });
  return connection.telemetryOrder === 'same' ? telemetry : telemetry.reverse();
};

export const tagList = (tags: ReadonlyMap<string, string>): Tag[] =>
  [...tags].map(([Key, Value]) => ({ Key, Value }));
