import { derivedHex, derivedNumber } from '../../local/world/derived.ts';

/** How large an estate is, and how much of it falls. */
export interface StormPlan {
  readonly regions: readonly string[];
  /** Devices that many connections share, in each region. */
  readonly largeGateways: number;
  readonly connectionsPerLargeGateway: number;
  /** Connections with a device of their own, in each region. */
  readonly smallSites: number;
  readonly fallingShare: number;
  readonly seed: number;
  /** After the start. All fall within the minute that begins a moment after a sweep. */
  readonly fallAfterMinutes: number;
  /** After its fall each tunnel comes up again by itself between these. */
  readonly backAfterMinutes: readonly [earliest: number, latest: number];
}

export interface PlannedConnection {
  readonly id: string;
  readonly region: string;
  readonly customerGateway: string;
  readonly name: string;
  readonly tunnels: readonly [{ readonly outsideIp: string }, { readonly outsideIp: string }];
}

export interface PlannedFall {
  readonly connectionId: string;
  readonly outsideIp: string;
  readonly atSeconds: number;
  readonly backAtSeconds: number;
}

export interface Storm {
  readonly gateways: readonly { readonly id: string; readonly region: string; readonly ipAddress: string }[];
  readonly connections: readonly PlannedConnection[];
  readonly falls: readonly PlannedFall[];
}

/** The same storm for the same plan. */
export const planStorm = (plan: StormPlan): Storm => {
  const gateways = plan.regions.flatMap((region, index) => gatewaysIn(plan, region, index));
  const connections = plan.regions.flatMap((region, index) => connectionsIn(plan, region, index));
  const tunnels = connections.flatMap(({ id, tunnels: both }) =>
    both.map(({ outsideIp }) => ({ connectionId: id, outsideIp })),
  );
  const falling = tunnels
    .map((tunnel) => ({ ...tunnel, lot: drawn(plan, 'lot', tunnel.outsideIp, 2 ** 32) }))
    .toSorted((one, other) => one.lot - other.lot)
    .slice(0, Math.round(tunnels.length * plan.fallingShare));
  return { gateways, connections, falls: falling.map((tunnel) => fallOf(plan, tunnel)) };
};

const afterSweepSeconds = 5;

const fallOf = (
  plan: StormPlan,
  { connectionId, outsideIp }: Pick<PlannedFall, 'connectionId' | 'outsideIp'>,
): PlannedFall => {
  const [earliest, latest] = plan.backAfterMinutes;
  const atSeconds = plan.fallAfterMinutes * 60 + afterSweepSeconds + drawn(plan, 'fall', outsideIp, 60);
  const downSeconds = earliest * 60 + drawn(plan, 'back', outsideIp, (latest - earliest) * 60);
  return { connectionId, outsideIp, atSeconds, backAtSeconds: atSeconds + downSeconds };
};

const drawn = ({ seed }: StormPlan, what: string, outsideIp: string, below: number): number =>
  derivedNumber(below, what, String(seed), outsideIp);

const gatewayIdOf = (region: string, index: number): string =>
  `cgw-${derivedHex(17, 'gateway', region, index)}`;

const gatewaysIn = ({ largeGateways, smallSites }: StormPlan, region: string, regionIndex: number) =>
  Array.from({ length: largeGateways + smallSites }, (_, index) => ({
    id: gatewayIdOf(region, index),
    region,
    ipAddress: `198.51.${100 + regionIndex}.${1 + index}`,
  }));

const connectionsIn = (
  { largeGateways, connectionsPerLargeGateway, smallSites }: StormPlan,
  region: string,
  regionIndex: number,
): readonly PlannedConnection[] => {
  const shared = largeGateways * connectionsPerLargeGateway;
  return Array.from({ length: shared + smallSites }, (_, index) => {
    const gateway = index < shared ? index % largeGateways : largeGateways + index - shared;
    const ip = (tunnel: number) => ({ outsideIp: `10.${regionIndex}.${index}.${tunnel}` });
    return {
      id: `vpn-${derivedHex(17, 'connection', region, index)}`,
      region,
      customerGateway: gatewayIdOf(region, gateway),
      name: `${region}-${index + 1}`,
      tunnels: [ip(1), ip(2)],
    };
  });
};
