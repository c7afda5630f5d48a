import type { CallContext, RequiredPermission } from '../../contract.ts';
import type { World } from '../../world/world.ts';

interface Named {
  readonly VpnConnectionId?: string | undefined;
  readonly CustomerGatewayId?: string | undefined;
  readonly Resources?: readonly string[] | undefined;
}

/** Actions on one connection (Service Authorization Reference, EC2); every other one is for `*`. */
const onConnection = new Set([
  'ModifyVpnTunnelOptions',
  'DeleteVpnConnection',
  'ReplaceVpnTunnel',
  'GetVpnTunnelReplacementStatus',
  'GetActiveVpnTunnelStatus',
]);

export const createEc2Permissions =
  (world: World) =>
  (operation: string, input: unknown, context: CallContext): readonly RequiredPermission[] => {
    const action = `ec2:${operation}`;
    const { VpnConnectionId = '', CustomerGatewayId = '', Resources = [] } = input as Named;
    const permit = (id: string): RequiredPermission => ({
      action,
      resources: [arnOf(id, context)],
      conditions: { 'ec2:Region': context.region, ...tagConditions(world, id) },
    });
    if (onConnection.has(operation)) return [permit(VpnConnectionId)];
    if (operation === 'CreateVpnConnection') return [permit('vpn-*'), permit(CustomerGatewayId)];
    if (operation === 'CreateTags' || operation === 'DeleteTags') return Resources.map(permit);
    return [{ action, resources: ['*'], conditions: { 'ec2:Region': context.region } }];
  };

const resourceTypes: Readonly<Record<string, string>> = { vpn: 'vpn-connection', cgw: 'customer-gateway' };

const arnOf = (id: string, { partition, region, accountId }: CallContext): string => {
  const [prefix = ''] = id.split('-');
  const name = id === 'vpn-*' ? '*' : id;
  return `arn:${partition}:ec2:${region}:${accountId}:${resourceTypes[prefix] ?? '*'}/${name}`;
};

const tagConditions = (world: World, id: string): Readonly<Record<string, string>> => {
  const tagged = [...world.connections(), ...world.gateways()].find((one) => one.id === id);
  return Object.fromEntries(
    [...(tagged?.tags ?? [])].flatMap(([key, value]) => [
      [`ec2:ResourceTag/${key}`, value],
      [`aws:ResourceTag/${key}`, value],
    ]),
  );
};
