import type { Connection, CustomerGateway } from '../connection.ts';
import { fingerprint } from '../notices/fingerprint.ts';
import { isPresent, siteTagOf } from './site-tag.ts';

/** How redundant a site is, the lowest first. `two-gateways`: there are two, but one is not in use or the routing is mixed. */
export const grades = ['one-gateway', 'two-gateways', 'two-gateways-static', 'two-gateways-bgp'] as const;

export type Grade = (typeof grades)[number];

/** What the connections of a region join to: by tag, else by customer gateway. */
export interface Site {
  /** The same as long as the site is; unique in its region. */
  readonly key: string;
  readonly name: string;
  readonly grade: Grade;
}

export const isLower = (one: Grade, other: Grade): boolean => grades.indexOf(one) < grades.indexOf(other);

/** The sites of a region and how redundant each is. Connections that are being made or deleted do not count. */
export const sitesOf = (
  connections: readonly Connection[],
  gateways: readonly CustomerGateway[],
  unusedTunnels: (connectionId: string) => ReadonlySet<string>,
): readonly Site[] => {
  const names = new Map(
    gateways.map(({ customerGatewayId, name, deviceName }) => [customerGatewayId, name || deviceName]),
  );
  const groups = Map.groupBy(connections.filter(isPresent), keyOf);
  return [...groups].map(([key, members]) => {
    const [first] = members;
    const gatewayId = first?.customerGatewayId ?? '';
    const name = (first && siteTagOf(first)) || names.get(gatewayId)?.trim() || gatewayId;
    return { key, name, grade: gradeOf(members, unusedTunnels) };
  });
};

/** A tag is as long as its owner likes; its fingerprint is not. */
const keyOf = (connection: Connection): string => {
  const site = siteTagOf(connection);
  return site === undefined ? connection.customerGatewayId : `site-${fingerprint(site)}`;
};

const gradeOf = (
  members: readonly Connection[],
  unusedTunnels: (connectionId: string) => ReadonlySet<string>,
): Grade => {
  const gateways = new Set(members.map((member) => member.customerGatewayId));
  if (gateways.size < 2) return 'one-gateway';
  const used = members.filter((member) => isUsed(member, unusedTunnels(member.connectionId)));
  const usedGateways = new Set(used.map((member) => member.customerGatewayId));
  const [routing, another] = [...new Set(members.map((member) => member.routing))];
  if (usedGateways.size < gateways.size || another) return 'two-gateways';
  return routing === 'bgp' ? 'two-gateways-bgp' : 'two-gateways-static';
};

/** Ever used, not up just now: an outage is an incident's to tell, and lowers no grade. */
const isUsed = (connection: Connection, unused: ReadonlySet<string>): boolean =>
  connection.tunnels.some((tunnel) => tunnel.ipsec === 'up' || !unused.has(tunnel.outsideIp));
