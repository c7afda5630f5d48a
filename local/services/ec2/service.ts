import { type Clock, type Journal, type Operation, type Service, ServiceError } from '../../contract.ts';
import type { World } from '../../world/world.ts';
import type { Trail } from '../cloudtrail/trail.ts';
import { describeCustomerGateways, describeVpnConnections } from './describe.ts';
import { createVpnConnection, deleteVpnConnection } from './lifecycle.ts';
import { modifyVpnTunnelOptions } from './modify-tunnel-options.ts';
import { createEc2Permissions } from './permissions.ts';
import { createRegions, type Regions } from './regions.ts';
import { createTags, deleteTags } from './tags.ts';
import { describeTransitGatewayAttachments } from './transit-gateway-attachments.ts';
import {
  getActiveVpnTunnelStatus,
  getVpnTunnelReplacementStatus,
  replaceVpnTunnel,
} from './tunnel-status.ts';
import { withTrail } from './with-trail.ts';

export interface Ec2Options {
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
  /** A region that is on, whatever is in it. @default only those are on that every account has, or where something is */
  readonly homeRegion?: string;
  /** Notes every call that changes something. @default none */
  readonly trail?: Trail;
}

/** EC2, as far as Site-to-Site VPN is concerned. */
export const createEc2Service = ({ world, clock, journal, homeRegion, trail }: Ec2Options): Service => {
  const regions = createRegions(world, homeRegion);
  const operations: Service['operations'] = {
    DescribeVpnConnections: describeVpnConnections(world, clock),
    DescribeCustomerGateways: describeCustomerGateways(world),
    DescribeTransitGatewayAttachments: describeTransitGatewayAttachments(world),
    DescribeRegions: regions.describe,
    ModifyVpnTunnelOptions: modifyVpnTunnelOptions(world, clock, journal),
    CreateVpnConnection: createVpnConnection(world, clock),
    DeleteVpnConnection: deleteVpnConnection(world),
    CreateTags: createTags(world),
    DeleteTags: deleteTags(world),
    GetVpnTunnelReplacementStatus: getVpnTunnelReplacementStatus(world),
    GetActiveVpnTunnelStatus: getActiveVpnTunnelStatus(world),
    ReplaceVpnTunnel: replaceVpnTunnel(world, journal),
  };
  const served = withDryRun(operations);
  return {
    name: 'ec2',
    operations: whereRegionIsOn(trail ? withTrail(served, trail) : served, regions),
    permissions: createEc2Permissions(world),
  };
};

const whereRegionIsOn = (operations: Service['operations'], regions: Regions): Service['operations'] =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]): [string, Operation] => [
      name,
      (input, context) => {
        regions.mustBeOn(context);
        return operation(input, context);
      },
    ]),
  );

/** A dry run ends once the permissions have been checked, before anything else is. */
const withDryRun = (operations: Service['operations']): Service['operations'] =>
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
