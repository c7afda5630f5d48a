import {
  acceptedRoutes,
  bgpStands,
  prefixLimit,
  type RouteFault,
  routeFaultOf,
  sessionFaultOf,
} from '../faults.ts';
import type { Connection, Tunnel } from '../model.ts';
import type { BgpNews } from './bgp-line.ts';
import { holdTimerExpired, prefixWarning, sessionBegun, sessionBroken, sessionLost } from './bgp-messages.ts';
import { sessionFacts } from './neighbours.ts';
import { routeNews } from './routes.ts';

/** What a tunnel's BGP session was like when the log was last told. */
export interface Seen {
  readonly isIpsecUp: boolean;
  readonly isSessionUp: boolean;
  readonly accepted: number;
  readonly routeFault: RouteFault | undefined;
  readonly isNearLimit: boolean;
}

/** AWS does not say how near the limit is; three quarters is what routers take. */
const warningShare = 0.75;

export const seenNow = (connection: Connection, { phase, peer, peerLost }: Tunnel): Seen => {
  const isIpsecUp = phase === 'established' && !peerLost;
  const isSessionUp = isIpsecUp && bgpStands(connection, peer);
  return {
    isIpsecUp,
    isSessionUp,
    accepted: isSessionUp ? acceptedRoutes(peer) : 0,
    routeFault: isSessionUp ? routeFaultOf(peer) : undefined,
    isNearLimit: isSessionUp && peer.routes >= warningShare * prefixLimit(connection),
  };
};

/** What has to be told of the way from one state to the other. */
export const bgpNews = (
  connection: Connection,
  tunnel: Tunnel,
  before: Seen | undefined,
  now: Seen,
): readonly BgpNews[] => {
  if (now.isSessionUp) {
    const begun = before?.isSessionUp ? [] : sessionBegun(sessionFacts(connection, tunnel));
    return [...begun, ...routesNews(connection, tunnel, before, now)];
  }
  return before?.isSessionUp ? endNews(connection, tunnel, now) : [];
};

const endNews = (connection: Connection, tunnel: Tunnel, { isIpsecUp }: Seen): readonly BgpNews[] => {
  const facts = sessionFacts(connection, tunnel);
  const fault = isIpsecUp ? sessionFaultOf(connection, tunnel.peer) : undefined;
  if (fault) return sessionBroken(fault, facts);
  return tunnel.peer.answers ? sessionLost(facts) : [holdTimerExpired(facts), ...sessionLost(facts)];
};

const routesNews = (
  connection: Connection,
  tunnel: Tunnel,
  before: Seen | undefined,
  now: Seen,
): readonly BgpNews[] => {
  const facts = sessionFacts(connection, tunnel);
  const earlier = before?.accepted ?? 0;
  const { accepted, routeFault } = now;
  const warning = now.isNearLimit && !before?.isNearLimit ? [prefixWarning(facts)] : [];
  if (routeFault === 'as-loop' || routeFault === 'next-hop') {
    if (before?.routeFault === routeFault) return warning;
    const offered = { to: tunnel.peer.routes, fault: routeFault };
    return [...routeNews(tunnel, facts, before?.isSessionUp ? 'UPDATED' : 'ADVERTISED', offered), ...warning];
  }
  return accepted < earlier
    ? routeNews(tunnel, facts, 'WITHDRAWN', { from: accepted, to: earlier })
    : [...routeNews(tunnel, facts, 'ADVERTISED', { from: earlier, to: accepted }), ...warning];
};
