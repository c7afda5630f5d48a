import type { Connection } from '../../shared/domain/connection.ts';
import {
  followNothingBack,
  isAllThatIsUp,
  mayHaveStopped,
  type TrafficSeen,
} from '../../shared/domain/data-path/nothing-back.ts';
import {
  followTraffic,
  judgeTraffic,
  type RegionTraffic,
  trafficRangeMs,
} from '../../shared/domain/data-path/traffic.ts';
import type { TunnelTraffic } from '../../shared/domain/diagnosis/evidence.ts';
import { carriesTraffic } from '../../shared/domain/health.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { type OneWayTunnel, oneWayTunnels, receivingTunnels } from '../../shared/domain/posture/one-way.ts';
import { decideOneWay, type OneWayCase } from '../../shared/domain/posture/one-way-notice.ts';
import { judgedConnections } from '../../shared/domain/posture/report.ts';
import { storedAlike } from '../../shared/domain/stored-alike.ts';
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

/**
 * Whether traffic passes both ways where tunnels are up. What has stopped is remembered for the sweep, which makes an incident of
 * it; what passes one way for as long as is known may be meant, and is told once.
 */
export const reviewTraffic = async (deps: TrafficDeps): Promise<void> => {
  if (!deps.policy.review.oneWayTraffic) return deps.log.info('traffic not reviewed: off by policy');
  await eachRegion(deps.regions, deps.log, (region) => reviewRegion(deps, region));
};

const reviewRegion = async (deps: TrafficDeps, region: string): Promise<void> => {
  const connections = judgedConnections(await listConnections(deps, region)).filter(isUp);
  if (connections.length === 0) return;
  const now = deps.now();
  const [traffic, { notices, incidents, traffic: stored }] = await Promise.all([
    readTraffic(deps, region, connections.flatMap(tunnelsOf), now),
    deps.records.loadRegion(region),
  ]);
  const byTunnel = new Map(traffic.map((one) => [one.outsideIp, one]));
  const seen = connections.map((connection): TrafficSeen => {
    const own = connection.tunnels.flatMap(({ outsideIp }) => byTunnel.get(outsideIp) ?? []);
    return { connection, traffic: own, verdict: judgeTraffic(own.map(pointsIn(connection)), now) };
  });
  const { stopped, nothingBack = {} } = await saveTraffic(deps, stored, seen, { region, incidents, now });
  const found = seen
    .filter(({ connection }) => stopped[connection.connectionId] === undefined)
    .filter(({ connection }) => !isAllThatIsUp(nothingBack[connection.connectionId], connection))
    .flatMap((one) => oneWayIn(one, now));
  deps.log.info('traffic reviewed', {
    region,
    connections: connections.length,
    stopped: Object.keys(stopped).length,
    nothingBack: Object.keys(nothingBack).length,
    oneWay: found.length,
  });
  await inParallel(found, parallelNotices, (one) => {
    const { connection, direction, tunnels } = one;
    const facts = { region, connectionId: connection.connectionId, direction, tunnels };
    return tellNotice(deps, region, notices, facts, (known) =>
      decideOneWay({ ...one, notices: known, accountId: deps.accountId, policy: deps.policy.notices, now }),
    );
  });
};

const isUp = (connection: Connection): boolean =>
  connection.tunnels.some((tunnel) => carriesTraffic(connection, tunnel));

/** Those that are down too: what they carried until they went down has to pass elsewhere now. */
const tunnelsOf = ({ connectionId, tunnels }: Connection): readonly TunnelRef[] =>
  tunnels.map(({ outsideIp }) => ({ connectionId, outsideIp }));

const pointsIn =
  (connection: Connection) =>
  ({ outsideIp, points }: TunnelTraffic) => {
    const tunnel = connection.tunnels.find((one) => one.outsideIp === outsideIp);
    return { isUp: tunnel !== undefined && carriesTraffic(connection, tunnel), points };
  };

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
    deps.metrics.readBytes(region, batch, now - trafficRangeMs, now),
  );
  return read.flat();
};

interface Reviewed {
  readonly region: string;
  readonly incidents: readonly Incident[];
  readonly now: EpochMs;
}

/** A connection that is not judged now keeps what is known of it: its tunnels may be down, and say nothing of its traffic. */
const saveTraffic = async (
  { records, log }: TrafficDeps,
  stored: RegionTraffic | undefined,
  seen: readonly TrafficSeen[],
  { region, incidents, now }: Reviewed,
): Promise<RegionTraffic> => {
  const known = { region, version: 0, stopped: {}, ...stored };
  const stopped = new Map(Object.entries(known.stopped));
  const nothingBack = new Map(Object.entries(known.nothingBack ?? {}));
  for (const one of seen) {
    const { connectionId } = one.connection;
    const silent = followNothingBack(nothingBack.get(connectionId), one, now);
    put(nothingBack, connectionId, silent);
    const before = stopped.get(connectionId);
    const incident = incidents.find((each) => each.connectionId === connectionId && each.phase !== 'closed');
    // That the other tunnel fell says all: once that is back, nothing has stopped.
    const isSaid = isAllThatIsUp(silent, one.connection);
    const isNew = !before && !isSaid && mayHaveStopped(one, incident, now);
    put(stopped, connectionId, before || isNew ? followTraffic(before, one.verdict) : undefined);
  }
  const next: RegionTraffic = {
    region,
    version: known.version + 1,
    stopped: Object.fromEntries(stopped),
    ...((known.nothingBack ?? nothingBack.size > 0) && { nothingBack: Object.fromEntries(nothingBack) }),
  };
  if (storedAlike({ ...next, version: known.version }, known)) return next;
  if ((await records.saveTraffic(next)) === 'conflict') {
    log.info('traffic not saved: somebody else saved first', { region });
  }
  return next;
};

const put = <Value>(map: Map<string, Value>, key: string, value: Value | undefined): void => {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
};

type Found = Pick<OneWayCase, 'connection' | 'direction' | 'tunnels' | 'otherTunnelReceives'>;

/** What AWS does not send back it sends over no tunnel; what does not come back may come back over the other one. */
const oneWayIn = ({ connection, verdict, traffic }: TrafficSeen, now: EpochMs): readonly Found[] => {
  const up = connection.tunnels.filter((tunnel) => carriesTraffic(connection, tunnel));
  if (verdict.verdict === 'one-way' && verdict.direction === 'nothing-sent-back') {
    const tunnels = up.map(({ outsideIp }) => ({ outsideIp, since: verdict.since, inBytes: 0, outBytes: 0 }));
    return [{ connection, direction: verdict.direction, tunnels, otherTunnelReceives: false }];
  }
  const tunnels: readonly OneWayTunnel[] = oneWayTunnels(
    traffic,
    new Set(up.map(({ outsideIp }) => outsideIp)),
    now,
  );
  if (tunnels.length === 0) return [];
  const otherTunnelReceives = receivingTunnels(traffic, now).size > 0;
  return [{ connection, direction: 'nothing-comes-back', tunnels, otherTunnelReceives }];
};
