import { type Clock, type Journal, type Operation, type Service, ServiceError } from '../../contract.ts';
import type { World } from '../../world/world.ts';
import { describeCustomerGateways, describeRegions, describeVpnConnections } from './describe.ts';
import { createVpnConnection, deleteVpnConnection } from './lifecycle.ts';
import { modifyVpnTunnelOptions } from './modify-tunnel-options.ts';
import { createEc2Permissions } from './permissions.ts';
import { createTags, deleteTags } from './tags.ts';
import { describeTransitGatewayAttachments } from './transit-gateway-attachments.ts';
import {
  getActiveVpnTunnelStatus,
  getVpnTunnelReplacementStatus,
  replaceVpnTunnel,
} from './tunnel-status.ts';

export interface Ec2Options {
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** EC2, as far as Site-to-Site VPN is concerned. */
export const createEc2Service = ({ world, clock, journal }: Ec2Options): Service => ({
  name: 'ec2',
  operations: withDryRun({
    DescribeVpnConnections: describeVpnConnections(world, clock),
    DescribeCustomerGateways: describeCustomerGateways(world),
    DescribeTransitGatewayAttachments: describeTransitGatewayAttachments(world),
    DescribeRegions: describeRegions(),
    ModifyVpnTunnelOptions: modifyVpnTunnelOptions(world, clock, journal),
    CreateVpnConnection: createVpnConnection(world, clock),
    DeleteVpnConnection: deleteVpnConnection(world),
    CreateTags: createTags(world),
    DeleteTags: deleteTags(world),
    GetVpnTunnelReplacementStatus: getVpnTunnelReplacementStatus(world),
    GetActiveVpnTunnelStatus: getActiveVpnTunnelStatus(world),
    ReplaceVpnTunnel: replaceVpnTunnel(world),
  }),
  permissions: createEc2Permissions(world),
});

/** A dry run ends once the permissions have been checked, before anything else is. */
const withDryRun = (operations: Readonly<Record<string, Operation>>): Readonly<Record<string, Operation>> =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]): [string, Operation] => [
      name,
      (input: { readonly DryRun?: boolean }, context) => {
        if (!input.DryRun) return operation(input, context);
        throw new ServiceError(
          'DryRunOperation',
          'Request would have succeeded, but DryRun flag is set.',
          412,
        );
      },
    ]),
  );
