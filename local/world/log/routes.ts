import { derivedNumber } from '../derived.ts';
import type { RouteFault } from '../faults.ts';
import type { Tunnel } from '../model.ts';
import type { BgpNews, Route } from './bgp-line.ts';
import type { Neighbours } from './bgp-messages.ts';

/** Of very many routes only the first get a line. */
const toldRoutes = 20;

type RouteStatus = Extract<BgpNews, { type: 'RouteStatus' }>['status'];

/** Lines about the gateway's routes from one number up to, without, another. */
export const routeNews = (
  tunnel: Tunnel,
  neighbours: Neighbours,
  status: RouteStatus,
  { from = 0, to, fault }: { readonly from?: number; readonly to: number; readonly fault?: RouteFault },
): readonly BgpNews[] =>
  Array.from({ length: Math.max(0, Math.min(to, toldRoutes) - from) }, (_, index) => ({
    type: 'RouteStatus',
    status,
    route: routeAt(tunnel, neighbours, from + index, fault),
  }));

const routeAt = (
  { connectionId }: Tunnel,
  { gatewayIp, gatewayAsn, awsAsn }: Neighbours,
  index: number,
  fault: RouteFault | undefined,
): Route => {
  const site = derivedNumber(200, 'site network', connectionId);
  const route = { prefix: `10.${site}.${index}.0/24`, asPath: String(gatewayAsn), nextHopIp: gatewayIp };
  switch (fault) {
    case 'as-loop':
      return {
        ...route,
        asPath: `${gatewayAsn} ${awsAsn}`,
        details: 'DENIED due to: as-path contains our own AS',
      };
    case 'next-hop':
      return {
        ...route,
        nextHopIp: `10.${site}.255.1`,
        details: 'DENIED due to: non-connected next-hop',
      };
    default:
      return route;
  }
};
