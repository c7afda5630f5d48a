import type { Connection, Peer } from './model.ts';

/** What can be wrong with a gateway's IKE configuration. */
export const ikeFaults = [
  'pre-shared-key',
  'identity',
  'proposal-phase-1',
  'proposal-phase-2',
  'phase-2-failed',
  'traffic-selectors',
] as const;

export type IkeFault = (typeof ikeFaults)[number];

/** The first fault over which a negotiation with the gateway would fail. */
export const ikeFaultOf = ({ key, proposal, ikeFault }: Peer): IkeFault | undefined => {
  if (proposal === 'wrong') return 'proposal-phase-1';
  if (key === 'wrong') return 'pre-shared-key';
  return ikeFault === 'none' ? undefined : ikeFault;
};

/** What keeps a BGP session from standing. */
export const sessionFaults = [
  'prefix-limit',
  'administrative-shutdown',
  'peer-unconfigured',
  'administrative-reset',
  'connection-rejected',
  'configuration-change',
  'collision',
  'hold-timer',
  'wrong-asn',
  'no-tcp',
] as const;

/** What leaves a BGP session standing, without a route. */
export const routeFaults = ['withdrawn', 'as-loop', 'next-hop'] as const;

export type SessionFault = (typeof sessionFaults)[number];
export type RouteFault = (typeof routeFaults)[number];
export type BgpFault = SessionFault | RouteFault;

export const bgpFaults: readonly BgpFault[] = [...sessionFaults, ...routeFaults];

/** Routes that AWS accepts over one connection (Site-to-Site VPN quotas). */
export const prefixLimit = ({ vpnGatewayId }: Pick<Connection, 'vpnGatewayId'>): number =>
  vpnGatewayId === undefined ? 1_000 : 100;

type Attached = Pick<Connection, 'vpnGatewayId'>;

export const sessionFaultOf = (connection: Attached, { bgpFault, routes }: Peer): SessionFault | undefined =>
  sessionFaults.find((fault) => fault === bgpFault) ??
  (routes > prefixLimit(connection) ? 'prefix-limit' : undefined);

export const routeFaultOf = ({ bgpFault }: Peer): RouteFault | undefined =>
  routeFaults.find((fault) => fault === bgpFault);

/** Routes that AWS takes over from a session that stands. */
export const acceptedRoutes = (peer: Peer): number => (routeFaultOf(peer) ? 0 : peer.routes);

/** Whether a BGP session comes up over a tunnel whose IPsec is up. */
export const bgpStands = (connection: Attached, peer: Peer): boolean =>
  peer.bgp === 'up' && sessionFaultOf(connection, peer) === undefined;
