import { type EpochMs, ServiceError } from '../contract.ts';
import { buildConnection, buildGateway } from './build.ts';
import type { ConnectionDescription, CustomerGatewayDescription } from './estate.ts';
import type { Connection, CustomerGateway, Tunnel } from './model.ts';

/** The connections and customer gateways that are. */
export interface Register {
  connections(region?: string): readonly Connection[];
  gateways(region?: string): readonly CustomerGateway[];
  connection(connectionId: string): Connection;
  ownerOf(tunnel: Tunnel): Connection;
  addGateway(description: CustomerGatewayDescription): CustomerGateway;
  addConnection(description: ConnectionDescription, now: EpochMs): Connection;
  /** Lists it no longer. */
  forget(connectionId: string): void;
  /** Also those that are listed no longer. */
  everKnown(): readonly Connection[];
}

export const createRegister = (defaultRegion: string): Register => {
  const connections = new Map<string, Connection>();
  const gateways = new Map<string, CustomerGateway>();
  const everKnown: Connection[] = [];

  const connection = (connectionId: string): Connection => {
    const found = connections.get(connectionId);
    if (found) return found;
    throw new ServiceError(
      'InvalidVpnConnectionID.NotFound',
      `The vpnConnection ID '${connectionId}' does not exist`,
    );
  };

  return {
    connections: (region) => inRegion(connections, region),
    gateways: (region) => inRegion(gateways, region),
    connection,
    ownerOf: (tunnel) => connection(tunnel.connectionId),
    addGateway: (description) => {
      const gateway = buildGateway(description, defaultRegion);
      gateways.set(gateway.id, gateway);
      return gateway;
    },
    addConnection: (description, now) => {
      const gateway = gateways.get(description.customerGateway);
      if (!gateway) {
        throw new ServiceError(
          'InvalidCustomerGatewayID.NotFound',
          `The customerGateway ID '${description.customerGateway}' does not exist`,
        );
      }
      const added = buildConnection(description, gateway, now);
      connections.set(added.id, added);
      everKnown.push(added);
      return added;
    },
    forget: (connectionId) => {
      connections.delete(connectionId);
    },
    everKnown: () => everKnown,
  };
};

const inRegion = <T extends { readonly region: string }>(
  all: ReadonlyMap<string, T>,
  region: string | undefined,
): readonly T[] => [...all.values()].filter((one) => region === undefined || one.region === region);
