import { type EC2Client, GetVpnTunnelReplacementStatusCommand } from '@aws-sdk/client-ec2';
import type { PendingMaintenance } from '../../ports/diagnosis.ts';
import { awsCall } from '../client/aws-call-error.ts';
import type { ClientOf } from '../client/clients-by-region.ts';

/** `GetVpnTunnelReplacementStatus`, which answers about one tunnel. How it spells `AVAILABLE` is not documented. */
export const createPendingMaintenance = (ec2: ClientOf<EC2Client>): PendingMaintenance => ({
  read: async (region, { connectionId, outsideIp }) => {
    const answer = await awsCall(
      'GetVpnTunnelReplacementStatus',
      ec2(region).send(
        new GetVpnTunnelReplacementStatusCommand({
          VpnConnectionId: connectionId,
          VpnTunnelOutsideIpAddress: outsideIp,
        }),
      ),
    );
    const { PendingMaintenance: pending, MaintenanceAutoAppliedAfter: after } =
      answer.MaintenanceDetails ?? {};
    return {
      outsideIp,
      pending: pending?.toUpperCase() === 'AVAILABLE',
      autoAppliedAfter: after?.getTime(),
    };
  },
});
