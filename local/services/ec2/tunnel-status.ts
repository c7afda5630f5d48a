import type {
  GetActiveVpnTunnelStatusRequest,
  GetActiveVpnTunnelStatusResult,
  GetVpnTunnelReplacementStatusRequest,
  GetVpnTunnelReplacementStatusResult,
  ReplaceVpnTunnelRequest,
  ReplaceVpnTunnelResult,
} from '@aws-sdk/client-ec2';
import { type Journal, type Operation, ServiceError } from '../../contract.ts';
import type { Tunnel } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import { callerOf } from './caller-of.ts';
import { connectionOf, tunnelOf } from './tunnel-of.ts';

export const getVpnTunnelReplacementStatus =
  (world: World): Operation<GetVpnTunnelReplacementStatusRequest, GetVpnTunnelReplacementStatusResult> =>
  ({ VpnConnectionId, VpnTunnelOutsideIpAddress }, { region }) => {
    const connection = connectionOf(world, region, VpnConnectionId);
    const { maintenance } = tunnelOf(connection, VpnTunnelOutsideIpAddress);
    const { pending, autoAppliedAfter, lastAppliedAt } = maintenance;
    return {
      VpnConnectionId,
      VpnTunnelOutsideIpAddress,
      CustomerGatewayId: connection.gateway.id,
      TransitGatewayId: connection.transitGatewayId,
      VpnGatewayId: connection.vpnGatewayId,
      MaintenanceDetails: {
        PendingMaintenance: pending ? 'AVAILABLE' : 'NOT_AVAILABLE',
        ...(autoAppliedAfter === undefined
          ? {}
          : { MaintenanceAutoAppliedAfter: new Date(autoAppliedAfter) }),
        ...(lastAppliedAt === undefined ? {} : { LastMaintenanceApplied: new Date(lastAppliedAt) }),
      },
    };
  };

export const getActiveVpnTunnelStatus =
  (world: World): Operation<GetActiveVpnTunnelStatusRequest, GetActiveVpnTunnelStatusResult> =>
  ({ VpnConnectionId, VpnTunnelOutsideIpAddress }, { region }) => {
    const tunnel = tunnelOf(connectionOf(world, region, VpnConnectionId), VpnTunnelOutsideIpAddress);
    return { ActiveVpnTunnelStatus: activeStatus(tunnel) };
  };

const activeStatus = ({
  phase,
  options,
}: Tunnel): GetActiveVpnTunnelStatusResult['ActiveVpnTunnelStatus'] => {
  const ProvisioningStatus = phase === 'replacing' ? 'pending' : 'available';
  if (phase !== 'established') return { ProvisioningStatus };
  return {
    Phase1EncryptionAlgorithm: options.phase1EncryptionAlgorithms.at(-1),
    Phase2EncryptionAlgorithm: options.phase2EncryptionAlgorithms.at(-1),
    Phase1IntegrityAlgorithm: options.phase1IntegrityAlgorithms.at(-1),
    Phase2IntegrityAlgorithm: options.phase2IntegrityAlgorithms.at(-1),
    Phase1DHGroup: options.phase1DhGroupNumbers.at(-1),
    Phase2DHGroup: options.phase2DhGroupNumbers.at(-1),
    IkeVersion: options.ikeVersions.at(-1),
    ProvisioningStatus,
  };
};

/** Works only on a tunnel with lifecycle control. */
export const replaceVpnTunnel =
  (world: World, journal: Journal): Operation<ReplaceVpnTunnelRequest, ReplaceVpnTunnelResult> =>
  ({ VpnConnectionId, VpnTunnelOutsideIpAddress }, context) => {
    const { region } = context;
    const tunnel = tunnelOf(connectionOf(world, region, VpnConnectionId), VpnTunnelOutsideIpAddress);
    if (!tunnel.options.enableTunnelLifecycleControl) {
      throw new ServiceError(
        'UnsupportedOperation',
        `Tunnel endpoint lifecycle control is not enabled for ${tunnel.outsideIp} of ${VpnConnectionId}`,
      );
    }
    world.replaceOnRequest(tunnel);
    const { connectionId, outsideIp } = tunnel;
    journal.record('tunnel.restart', { region, connectionId, outsideIp, by: callerOf(context), asked: {} });
    return { Return: true };
  };
