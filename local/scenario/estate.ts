import { derivedHex } from '../world/derived.ts';
import type {
  ConnectionDescription,
  CustomerGatewayDescription,
  EstateDescription,
} from '../world/estate.ts';

export interface EstateSize {
  readonly connections: number;
  readonly region: string;
  /** @default one gateway for each 10 connections */
  readonly gateways?: number;
}

/** An estate as large as one likes, the same in every run: all tunnels up, IKEv2, started by AWS. */
export const generateEstate = ({ connections, region, gateways }: EstateSize): EstateDescription => {
  const gatewayCount = gateways ?? Math.max(1, Math.ceil(connections / 10));
  const customerGateways = Array.from({ length: gatewayCount }, (_, index) => gatewayAt(region, index));
  return {
    customerGateways,
    connections: Array.from({ length: connections }, (_, index) =>
      connectionAt(region, index, gatewayIdAt(region, index % gatewayCount)),
    ),
  };
};

/** A healthy estate that holds the named connections. */
export const estateNaming = (connectionIds: readonly string[], region: string): EstateDescription => ({
  customerGateways: [gatewayAt(region, 0)],
  connections: connectionIds.map((id, index) => ({
    ...connectionAt(region, index, gatewayIdAt(region, 0)),
    id,
    name: `named-${index + 1}`,
  })),
});

const gatewayIdAt = (region: string, index: number): string =>
  `cgw-${derivedHex(17, 'gateway', region, index)}`;

const gatewayAt = (region: string, index: number): CustomerGatewayDescription => ({
  id: gatewayIdAt(region, index),
  region,
  ipAddress: `198.51.100.${1 + (index % 254)}`,
  bgpAsn: 65_000 + (index % 500),
  tags: { Name: `site-${index + 1}` },
});

const connectionAt = (region: string, index: number, customerGateway: string): ConnectionDescription => ({
  id: `vpn-${derivedHex(17, 'connection', region, index)}`,
  customerGateway,
  region,
  name: `connection-${index + 1}`,
  tunnels: [tunnelAt(2 * index), tunnelAt(2 * index + 1)],
});

const tunnelAt = (index: number): ConnectionDescription['tunnels'][0] => ({
  outsideIp: `10.${Math.floor(index / 65_536)}.${Math.floor(index / 256) % 256}.${index % 256}`,
  options: { startupAction: 'start', dpdTimeoutAction: 'restart', ikeVersions: ['ikev2'] },
});
