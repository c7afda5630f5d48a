import type { Connection, CustomerGateway } from '../../shared/domain/connection.ts';
import type { TunnelMaintenance } from '../../shared/domain/diagnosis/evidence.ts';
import { judgedConnections, type RegionPosture, regionPosture } from '../../shared/domain/posture/report.ts';
import {
  emptyUsage,
  neverRoutedOf,
  type TunnelUsage,
  unusedTunnelsOf,
  usageShardOf,
} from '../../shared/domain/usage.ts';
import { inParallel } from '../../shared/intake/in-parallel.ts';
import { type ListDeps, listConnections } from '../../shared/intake/list-connections.ts';
import type { CustomerGateways } from '../../shared/ports/aws.ts';
import type { PendingMaintenance } from '../../shared/ports/diagnosis.ts';
import type { Records } from '../../shared/ports/records.ts';
import type { Log, Now } from '../../shared/ports/shell.ts';

export interface ReadPostureDeps extends ListDeps {
  readonly customerGateways: CustomerGateways;
  readonly maintenance: PendingMaintenance;
  readonly records: Records;
  readonly log: Log;
  readonly now: Now;
}

/** AWS answers about one tunnel at a time, and slows down those who ask much. */
const parallelQuestions = 5;

/** What the set-up of a region is like. Only pending maintenance may stay unread; anything else that does throws. */
export const readPosture = async (deps: ReadPostureDeps, region: string): Promise<RegionPosture> => {
  const [connections, { usage }] = await Promise.all([
    listConnections(deps, region),
    deps.records.loadRegion(region),
  ]);
  const judged = judgedConnections(connections);
  const [customerGateways, maintenance] = await Promise.all([
    readGateways(deps, region, judged),
    readMaintenance(deps, region, judged),
  ]);
  const shards = new Map(usage.map((shard) => [shard.shard, shard]));
  const usageOf = (connectionId: string): TunnelUsage => shards.get(usageShardOf(connectionId)) ?? emptyUsage;
  const look = {
    connections,
    customerGateways,
    unusedTunnels: (connectionId: string) => unusedTunnelsOf(usageOf(connectionId), connectionId),
    neverRouted: (connection: Connection) => neverRoutedOf(usageOf(connection.connectionId), connection),
    maintenance,
  };
  return regionPosture(look, deps.now());
};

const readGateways = async (
  deps: ReadPostureDeps,
  region: string,
  connections: readonly Connection[],
): Promise<readonly CustomerGateway[]> => {
  const ids = [...new Set(connections.map(({ customerGatewayId }) => customerGatewayId))].filter(Boolean);
  return ids.length > 0 ? deps.customerGateways.find(region, ids) : [];
};

type Maintenance = readonly TunnelMaintenance[] | 'unread';

const readMaintenance = async (
  deps: ReadPostureDeps,
  region: string,
  connections: readonly Connection[],
): Promise<ReadonlyMap<string, Maintenance>> => {
  const controlled = connections.flatMap(({ connectionId, tunnels }) =>
    tunnels
      .filter(({ options }) => options?.lifecycleControl)
      .map(({ outsideIp }) => ({ connectionId, outsideIp })),
  );
  const failures: unknown[] = [];
  const answers = await inParallel(controlled, parallelQuestions, async (tunnel) => {
    try {
      return { tunnel, read: await deps.maintenance.read(region, tunnel) };
    } catch (error) {
      failures.push(error);
      return { tunnel, read: undefined };
    }
  });
  if (failures.length > 0) {
    deps.log.warn('pending maintenance not read', { region, tunnels: failures.length, error: failures[0] });
  }
  const byConnection = Map.groupBy(answers, ({ tunnel }) => tunnel.connectionId);
  return new Map(
    [...byConnection].map(([connectionId, answered]) => {
      const read = answered.flatMap((answer) => answer.read ?? []);
      return [connectionId, read.length === answered.length ? read : 'unread'];
    }),
  );
};
