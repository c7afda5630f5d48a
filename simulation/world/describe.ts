import type { VpnConnection } from '@aws-sdk/client-ec2';
import { mapConnection } from '../../shared/aws/ec2/map-connection.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import type { Tunnel, WorldConnection } from './model.ts';
import { plantedKey } from './planted-secrets.ts';

/** The connection as the product's adapter makes it of the answer of AWS. */
export const describeConnection = (region: string, connection: WorldConnection): Connection =>
  mapConnection(region, answerOf(connection));

/** What `DescribeVpnConnections` answers, with the keys that it always holds. */
export const answerOf = ({ plan, gateway, state, tags, tunnels }: WorldConnection): VpnConnection => ({
  VpnConnectionId: plan.connectionId,
  State: state as 'available',
  CustomerGatewayId: gateway.customerGatewayId,
  CustomerGatewayConfiguration: `<pre_shared_key>${plantedKey}</pre_shared_key>`,
  TransitGatewayId: 'tgw-00000000000000001',
  Tags: Object.entries({ Name: plan.name, ...tags }).map(([Key, Value]) => ({ Key, Value })),
  Options: {
    StaticRoutesOnly: plan.routing === 'static',
    EnableAcceleration: plan.accelerated,
    TunnelOptions: tunnels.map(optionsOf),
  },
  VgwTelemetry: tunnels.map((tunnel) => telemetryOf(plan.routing, tunnel)),
});

type Answered = NonNullable<VpnConnection['Options']>['TunnelOptions'];

const optionsOf = ({ outsideIp, options }: Tunnel): NonNullable<Answered>[number] => ({
  OutsideIpAddress: outsideIp,
  PreSharedKey: plantedKey,
  StartupAction: options.startupAction,
  DpdTimeoutAction: options.dpdTimeoutAction,
  DpdTimeoutSeconds: options.dpdTimeoutSeconds,
  IkeVersions: options.ikeVersions.map((Value) => ({ Value })),
  ...(options.logs
    ? {
        LogOptions: {
          CloudWatchLogOptions: {
            LogEnabled: true,
            LogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:vpn',
          },
        },
      }
    : {}),
});

/** Only BGP has something to say. */
const messageOf = (routing: 'static' | 'bgp', status: Tunnel['shown']['status']): string => {
  if (routing === 'static' || status === 'up') return '';
  return status === 'no-routes' ? 'IPSEC IS UP' : 'IPSEC IS DOWN';
};

const telemetryOf = (
  routing: 'static' | 'bgp',
  { outsideIp, shown }: Tunnel,
): NonNullable<VpnConnection['VgwTelemetry']>[number] => ({
  OutsideIpAddress: outsideIp,
  Status: shown.status === 'up' ? 'UP' : 'DOWN',
  LastStatusChange: new Date(shown.changedAt),
  AcceptedRouteCount: routing === 'bgp' && shown.status === 'up' ? 3 : 0,
  StatusMessage: messageOf(routing, shown.status),
});
