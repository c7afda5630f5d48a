import type {
  CreateVpnConnectionRequest,
  CreateVpnConnectionResult,
  DeleteVpnConnectionRequest,
  Tag,
  TagSpecification,
} from '@aws-sdk/client-ec2';
import { type Clock, type Operation, ServiceError } from '../../contract.ts';
import { derivedHex, derivedNumber } from '../../world/derived.ts';
import type { World } from '../../world/world.ts';
import { connectionShape } from './connection-shape.ts';
import { connectionOf } from './tunnel-of.ts';

/** Tunnel options of a new connection are AWS's defaults: those of the request are not modelled. */
export const createVpnConnection = (
  world: World,
  clock: Clock,
): Operation<CreateVpnConnectionRequest, CreateVpnConnectionResult> => {
  let created = 0;
  return (input, { region }) => {
    if (input.Options?.TunnelOptions?.length) {
      throw new ServiceError(
        'UnsupportedOperation',
        'The local account does not model TunnelOptions of CreateVpnConnection',
      );
    }
    created += 1;
    const connection = world.createConnection({
      id: `vpn-${derivedHex(17, 'created connection', region, created)}`,
      customerGateway: input.CustomerGatewayId ?? '',
      region,
      tags: tagsFrom(input.TagSpecifications),
      routing: input.Options?.StaticRoutesOnly ? 'static' : 'bgp',
      accelerated: input.Options?.EnableAcceleration,
      transitGateway: input.TransitGatewayId,
      vpnGateway: input.VpnGatewayId,
      tunnels: [{ outsideIp: outsideIp(region, created, 0) }, { outsideIp: outsideIp(region, created, 1) }],
    });
    const moment = { now: clock.now(), telemetryLagMs: 0 };
    return { VpnConnection: connectionShape(connection, moment) };
  };
};

const outsideIp = (region: string, created: number, index: number): string =>
  `203.0.113.${1 + ((derivedNumber(254, region) + 2 * created + index) % 254)}`;

const tagsFrom = (specifications: readonly TagSpecification[] | undefined): Record<string, string> =>
  Object.fromEntries(
    (specifications ?? [])
      .flatMap(({ Tags }): readonly Tag[] => Tags ?? [])
      .map(({ Key = '', Value = '' }) => [Key, Value]),
  );

export const deleteVpnConnection =
  (world: World): Operation<DeleteVpnConnectionRequest, object> =>
  ({ VpnConnectionId }, { region }) => {
    world.deleteConnection(connectionOf(world, region, VpnConnectionId).id);
    return {};
  };
