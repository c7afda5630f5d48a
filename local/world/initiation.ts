import { ikeFaultOf } from './faults.ts';
import type { Connection, Tunnel } from './model.ts';

/**
 * Whether AWS may start IKE on a tunnel (Site-to-Site VPN guide, "Tunnel initiation options"): only with startup
 * action `start`, IKEv2 and a gateway whose address is known, and never over an accelerated connection.
 */
export const awsMayInitiate = (connection: Connection, { options }: Tunnel): boolean =>
  options.startupAction === 'start' &&
  options.ikeVersions.includes('ikev2') &&
  connection.gateway.ipAddress !== undefined &&
  !connection.accelerated;

/** Whether the gateway's side would come to terms if somebody started IKE now. */
export const wouldAgree = ({ peer }: Tunnel): boolean => peer.answers && ikeFaultOf(peer) === undefined;
