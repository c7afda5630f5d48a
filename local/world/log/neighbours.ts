import { prefixLimit, sessionFaultOf } from '../faults.ts';
import type { Connection, Tunnel } from '../model.ts';
import type { SessionFacts } from './bgp-messages.ts';

/** Amazon's side of a gateway for which no other ASN was chosen. */
const awsAsn = 64_512;

/** AWS has the first address of the inside network, the gateway the second. */
export const sessionFacts = (connection: Connection, tunnel: Tunnel): SessionFacts => {
  const { routes, bgpNotifiedBy } = tunnel.peer;
  const limit = prefixLimit(connection);
  const isOverLimit = sessionFaultOf(connection, tunnel.peer) === 'prefix-limit';
  return {
    awsIp: insideAddress(tunnel, 1),
    gatewayIp: insideAddress(tunnel, 2),
    awsAsn,
    gatewayAsn: connection.gateway.bgpAsn,
    notifiedBy: bgpNotifiedBy ?? (isOverLimit ? 'aws' : 'gateway'),
    prefixes: isOverLimit ? Math.max(routes, limit + 1) : routes,
    limit,
  };
};

const insideAddress = ({ options }: Tunnel, offset: number): string => {
  const [network = ''] = options.tunnelInsideCidr.split('/');
  const last = network.lastIndexOf('.');
  return `${network.slice(0, last)}.${Number(network.slice(last + 1)) + offset}`;
};
