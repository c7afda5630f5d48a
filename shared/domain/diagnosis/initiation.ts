import type { Connection, CustomerGateway, Tunnel } from '../connection.ts';
import type { NoInitiation } from './diagnosis-words.ts';

/**
 * Why AWS does not start IKE for a tunnel; `undefined`: it does, or AWS does not say. AWS initiates only with the startup
 * action `start`, IKEv2, a gateway with an address, and not over an accelerated connection (Site-to-Site VPN user guide,
 * "initiation options").
 */
export const noInitiationOf = (
  connection: Connection,
  tunnel: Tunnel,
  /** Absent where it is not known. */
  gateway: CustomerGateway | undefined,
): NoInitiation | undefined => {
  if (connection.accelerated) return 'accelerated';
  const { options } = tunnel;
  if (options && options.ikeVersions.length > 0 && !options.ikeVersions.includes('ikev2'))
    return 'ikev1-only';
  if (gateway && gateway.ipAddress === undefined) return 'gateway-without-address';
  return options?.startupAction === 'add' ? 'startup-action' : undefined;
};
