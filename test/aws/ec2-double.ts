import type {
  CustomerGateway as Ec2CustomerGateway,
  Filter,
  ModifyVpnTunnelOptionsResult,
  VpnConnection,
} from '@aws-sdk/client-ec2';
import { passes as passesFilters } from '../../local/services/ec2/filters.ts';
import type { Algorithms, Connection, CustomerGateway, Tunnel } from '../../shared/domain/connection.ts';
import type { Operations } from './aws-double.ts';

/** Texts that must never leave the adapter. */
export const presharedKey = 'a1B2c3D4e5F6g7H8.psk';
export const configurationDocument = `<vpn_connection id="vpn-1"><ike><pre_shared_key>${presharedKey}</pre_shared_key></ike></vpn_connection>`;

export interface Ec2World {
  connections: readonly (readonly [region: string, VpnConnection])[];
  customerGateways: readonly Ec2CustomerGateway[];
}

export const ec2Operations = (world: Ec2World): Operations => ({
  DescribeVpnConnections: (input: { Filters?: Filter[] }, { region }) => ({
    VpnConnections: world.connections
      .filter(([of, connection]) => of === region && connectionPasses(input.Filters, connection))
      .map(([, connection]) => connection),
  }),
  DescribeCustomerGateways: (input: { Filters?: Filter[] }) => ({
    CustomerGateways: world.customerGateways.filter(({ CustomerGatewayId: id }) =>
      passes(input.Filters, 'customer-gateway-id', id),
    ),
  }),
  ModifyVpnTunnelOptions: (): ModifyVpnTunnelOptionsResult => ({
    VpnConnection: {
      VpnConnectionId: 'vpn-1',
      CustomerGatewayConfiguration: configurationDocument,
      Options: { TunnelOptions: [{ PreSharedKey: presharedKey }] },
    },
  }),
});

const connectionPasses = (filters: readonly Filter[] | undefined, connection: VpnConnection): boolean =>
  passesFilters(
    filters,
    {
      'vpn-connection-id': [connection.VpnConnectionId],
      'customer-gateway-id': [connection.CustomerGatewayId],
      'transit-gateway-id': [connection.TransitGatewayId],
      'vpn-gateway-id': [connection.VpnGatewayId],
    },
    new Map((connection.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
  );

const passes = (filters: readonly Filter[] | undefined, name: string, value: string | undefined): boolean =>
  (filters ?? []).every((filter) => filter.Name === name && filter.Values?.includes(value ?? ''));

/** A connection as AWS would describe it: with its secrets, and with telemetry in the other order. */
export const describedByAws = (connection: Connection): VpnConnection => ({
  VpnConnectionId: connection.connectionId,
  State: connection.state as NonNullable<VpnConnection['State']>,
  CustomerGatewayId: connection.customerGatewayId,
  CustomerGatewayConfiguration: configurationDocument,
  PreSharedKeyArn:
    connection.preSharedKeys === 'secrets-manager'
      ? 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:s2svpn!key'
      : undefined,
  Type: 'ipsec.1',
  Category: 'VPN',
  ...targetFields(connection),
  Options: {
    EnableAcceleration: connection.accelerated,
    StaticRoutesOnly: connection.routing === 'static',
    TunnelOptions: connection.tunnels.map(optionFields),
  },
  Tags: Object.entries(connection.tags).map(([Key, Value]) => ({ Key, Value })),
  VgwTelemetry: connection.tunnels.map(telemetryFields).reverse(),
});

const targetFields = ({ target }: Connection): Partial<VpnConnection> => {
  switch (target.kind) {
    case 'transit-gateway':
      return { TransitGatewayId: target.id };
    case 'virtual-private-gateway':
      return { VpnGatewayId: target.id };
    case 'cloud-wan':
      return { CoreNetworkArn: target.id };
    case 'concentrator':
      return { VpnConcentratorId: target.id, TransitGatewayId: 'tgw-behind' };
    case 'unattached':
      return {};
  }
};

const optionFields = ({ outsideIp, options }: Tunnel) => ({
  OutsideIpAddress: outsideIp,
  PreSharedKey: presharedKey,
  StartupAction: options?.startupAction,
  DpdTimeoutSeconds: options?.dpdTimeoutSeconds,
  DpdTimeoutAction: options?.dpdTimeoutAction,
  IkeVersions: options?.ikeVersions.map((Value) => ({ Value })),
  ...algorithmFields(1, options?.phase1),
  ...algorithmFields(2, options?.phase2),
  EnableTunnelLifecycleControl: options?.lifecycleControl,
  LogOptions: {
    CloudWatchLogOptions: {
      LogEnabled: options?.activityLog !== undefined,
      LogGroupArn: options?.activityLog?.logGroupArn,
      BgpLogEnabled: options?.bgpLog !== undefined,
      BgpLogGroupArn: options?.bgpLog?.logGroupArn,
    },
  },
});

const algorithmFields = (phase: 1 | 2, algorithms: Algorithms | undefined) => ({
  [`Phase${phase}EncryptionAlgorithms`]: algorithms?.encryption.map((Value) => ({ Value })),
  [`Phase${phase}IntegrityAlgorithms`]: algorithms?.integrity.map((Value) => ({ Value })),
  [`Phase${phase}DHGroupNumbers`]: algorithms?.dhGroups.map((Value) => ({ Value })),
});

const telemetryFields = (tunnel: Tunnel) => ({
  OutsideIpAddress: tunnel.outsideIp,
  Status: tunnel.ipsec === 'up' ? ('UP' as const) : ('DOWN' as const),
  StatusMessage: tunnel.statusMessage,
  AcceptedRouteCount: tunnel.acceptedRouteCount,
  LastStatusChange: tunnel.lastStatusChangeAt === undefined ? undefined : new Date(tunnel.lastStatusChangeAt),
});

export const gatewayDescribedByAws = (gateway: CustomerGateway): Ec2CustomerGateway => ({
  CustomerGatewayId: gateway.customerGatewayId,
  State: 'available',
  DeviceName: gateway.deviceName,
  IpAddress: gateway.ipAddress,
  BgpAsn: gateway.asn,
  CertificateArn: gateway.certificateArn,
  Tags: gateway.name === undefined ? [] : [{ Key: 'Name', Value: gateway.name }],
});
