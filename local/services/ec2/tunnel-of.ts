import { ServiceError } from '../../contract.ts';
import type { Connection, Tunnel } from '../../world/model.ts';
import type { World } from '../../world/world.ts';

/** The connection of a region, as the caller named it. */
export const connectionOf = (world: World, region: string, connectionId: string | undefined): Connection => {
  const found = world.connections(region).find(({ id }) => id === connectionId);
  if (found) return found;
  throw new ServiceError(
    'InvalidVpnConnectionID.NotFound',
    `The vpnConnection ID '${connectionId}' does not exist`,
  );
};

/** The tunnel with an outside address. */
export const tunnelOf = (connection: Connection, outsideIp: string | undefined): Tunnel => {
  const found = connection.tunnels.find((tunnel) => tunnel.outsideIp === outsideIp);
  if (found) return found;
  throw new ServiceError(
    'InvalidParameterValue',
    `The VPN connection ${connection.id} has no tunnel with the outside IP address ${outsideIp}`,
  );
};
