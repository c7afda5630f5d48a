import type { Connection, CustomerGateway } from '../connection.ts';
import type { TunnelMaintenance } from '../diagnosis/evidence.ts';
import { isUnwatched } from '../observation.ts';
import type { EpochMs } from '../time.ts';
import type { Finding } from './finding.ts';
import { findingsOf } from './findings.ts';
import { type Site, sitesOf } from './site.ts';
import { isPresent, siteTagOf } from './site-tag.ts';

/** The set-up of an account as it is now, one entry for each region that is watched. */
export interface PostureReport {
  readonly regions: readonly RegionReading[];
}

export interface RegionReading {
  readonly region: string;
  /** Absent where it could not be read: nothing is known then, least of all that something has been solved. */
  readonly posture: RegionPosture | undefined;
}

export interface RegionPosture {
  /** Name, or nothing, by id of every connection that was looked at. */
  readonly names: ReadonlyMap<string, string | undefined>;
  readonly findings: readonly Finding[];
  readonly sites: readonly Site[];
  /** Ids of connections whose pending maintenance could not be read. */
  readonly maintenanceUnread: ReadonlySet<string>;
}

/** What was read of one region. */
export interface RegionLook {
  readonly connections: readonly Connection[];
  readonly customerGateways: readonly CustomerGateway[];
  readonly unusedTunnels: (connectionId: string) => ReadonlySet<string>;
  readonly neverRouted?: (connection: Connection) => ReadonlySet<string>;
  /** By connection id; a connection that is missing has no tunnel under lifecycle control. */
  readonly maintenance: ReadonlyMap<string, readonly TunnelMaintenance[] | 'unread'>;
}

/** The connections of a region whose set-up is judged: those that carry traffic and that their owners want watched. */
export const judgedConnections = (connections: readonly Connection[]): readonly Connection[] =>
  connections.filter((connection) => isPresent(connection) && !isUnwatched(connection));

export const regionPosture = (look: RegionLook, now: EpochMs): RegionPosture => {
  const judged = judgedConnections(look.connections);
  const gateways = new Map(look.customerGateways.map((gateway) => [gateway.customerGatewayId, gateway]));
  const bySite = Map.groupBy(judged, siteTagOf);
  const findings = judged.flatMap((connection) => {
    const { connectionId, customerGatewayId } = connection;
    const maintenance = look.maintenance.get(connectionId) ?? [];
    return findingsOf(connection, {
      unusedTunnels: look.unusedTunnels(connectionId),
      neverRouted: look.neverRouted?.(connection),
      customerGateway: gateways.get(customerGatewayId),
      maintenance: maintenance === 'unread' ? [] : maintenance,
      related: bySite.get(siteTagOf(connection)) ?? [],
      now,
    });
  });
  return {
    names: new Map(judged.map(({ connectionId, name }) => [connectionId, name])),
    findings,
    sites: sitesOf(judged, look.customerGateways, look.unusedTunnels),
    maintenanceUnread: new Set(
      [...look.maintenance].filter(([, read]) => read === 'unread').map(([connectionId]) => connectionId),
    ),
  };
};
