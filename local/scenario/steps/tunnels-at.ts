import { ServiceError } from '../../contract.ts';
import type { Tunnel } from '../../world/model.ts';
import type { World } from '../../world/world.ts';

/** The tunnels that a target names: all of a gateway's, both of a connection, or one. */
export const tunnelsAt = (world: World, target: string): readonly Tunnel[] => {
  const [id, outsideIp] = target.split('/');
  return world
    .connections()
    .filter((connection) => connection.id === id || connection.gateway.id === id)
    .flatMap(({ tunnels }) =>
      tunnels.filter((tunnel) => outsideIp === undefined || tunnel.outsideIp === outsideIp),
    );
};

export const tunnelAt = (world: World, target: string): Tunnel => {
  const [tunnel] = tunnelsAt(world, target);
  if (tunnel) return tunnel;
  throw new ServiceError('InvalidParameterValue', `There is no tunnel ${target}`);
};
