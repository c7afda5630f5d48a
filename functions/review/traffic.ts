import type { Connection } from '../../shared/domain/connection.ts';
import type { TunnelTraffic } from '../../shared/domain/diagnosis/evidence.ts';
import { carriesTraffic } from '../../shared/domain/health.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import {
  type OneWayTunnel,
  oneWayTunnels,
  receivingTunnels,
  trafficToReadMs,
} from '../../shared/domain/posture/one-way.ts';
import { decideOneWay } from '../../shared/domain/posture/one-way-notice.ts';
import { judgedConnections } from '../../shared/domain/posture/report.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { inParallel } from '../../shared/intake/in-parallel.ts';
import { type ListDeps, listConnections } from '../../shared/intake/list-connections.ts';
import { type TellDeps, tellNotice } from '../../shared/intake/tell-notice.ts';
import type { TunnelRef } from '../../shared/ports/aws.ts';
import type { TunnelMetrics } from '../../shared/ports/diagnosis.ts';
import { eachRegion } from './each-region.ts';

export interface TrafficDeps extends TellDeps, ListDeps {
  readonly metrics: TunnelMetrics;
  readonly policy: Policy;
  readonly regions: readonly string[];
}

/** As many as one call of CloudWatch takes. */
const tunnelsPerRead = 80;

const parallelReads = 3;

const parallelNotices = 4;

/** Tells of connections whose traffic goes out and never comes back, though their tunnels are up. */
export const reviewTraffic = async (deps: TrafficDeps): Promise<void> => {
  if (!deps.policy.review.oneWayTraffic) return deps.log.info('traffic not reviewed: off by policy');
  await eachRegion(deps.regions, deps.log, (region) => reviewRegion(deps, region));
};

interface OneWayConnection {
  readonly connection: Connection;
  readonly tunnels: readonly OneWayTunnel[];
  readonly otherTunnelReceives: boolean;
}

const reviewRegion = async (deps: TrafficDeps, region: string): Promise<void> => {
  const connections = judgedConnections(await listConnections(deps, region));
  const up = connections.flatMap(upTunnelsOf);
  const now = deps.now();
  const traffic = await readTraffic(deps, region, up, now);
  const found = findOneWay(connections, traffic, new Set(up.map(({ outsideIp }) => outsideIp)), now);
  deps.log.info('traffic reviewed', { region, tunnels: up.length, oneWay: found.length });
  if (found.length === 0) return;
  const { notices } = await deps.records.loadRegion(region);
  await inParallel(found, parallelNotices, (one) => {
    const facts = { region, connectionId: one.connection.connectionId, tunnels: one.tunnels };
    return tellNotice(deps, region, notices, facts, (known) =>
      decideOneWay({
        ...one,
        notices: known,
        accountId: deps.accountId,
        policy: deps.policy.notices,
        now,
      }),
    );
  });
};

const upTunnelsOf = (connection: Connection): readonly TunnelRef[] =>
  connection.tunnels
    .filter((tunnel) => carriesTraffic(connection, tunnel))
    .map(({ outsideIp }) => ({ connectionId: connection.connectionId, outsideIp }));

const readTraffic = async (
  deps: TrafficDeps,
  region: string,
  tunnels: readonly TunnelRef[],
  now: EpochMs,
): Promise<readonly TunnelTraffic[]> => {
  const batches = Array.from({ length: Math.ceil(tunnels.length / tunnelsPerRead) }, (_, batch) =>
    tunnels.slice(batch * tunnelsPerRead, (batch + 1) * tunnelsPerRead),
  );
  const read = await inParallel(batches, parallelReads, (batch) =>
    deps.metrics.read(region, batch, now - trafficToReadMs, now),
  );
  return read.flat();
};

const findOneWay = (
  connections: readonly Connection[],
  traffic: readonly TunnelTraffic[],
  up: ReadonlySet<string>,
  now: EpochMs,
): readonly OneWayConnection[] => {
  const oneWay = new Map(oneWayTunnels(traffic, up, now).map((tunnel) => [tunnel.outsideIp, tunnel]));
  const receiving = receivingTunnels(traffic, now);
  return connections.flatMap((connection) => {
    const tunnels = connection.tunnels.flatMap(({ outsideIp }) => oneWay.get(outsideIp) ?? []);
    if (tunnels.length === 0) return [];
    const otherTunnelReceives = connection.tunnels.some(({ outsideIp }) => receiving.has(outsideIp));
    return [{ connection, tunnels, otherTunnelReceives }];
  });
};
