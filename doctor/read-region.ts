import type { Connection, CustomerGateway } from '../shared/domain/connection.ts';
import type { StartTimer } from '../shared/intake/evidence/reading.ts';
import { observe, type RegionView } from '../shared/intake/observe.ts';
import type { Connections, CustomerGateways, TunnelHistory } from '../shared/ports/aws.ts';
import type { Records, RegionRecords } from '../shared/ports/records.ts';
import type { Log, Now } from '../shared/ports/shell.ts';

export interface ReadRegionDeps {
  readonly connections: Connections;
  readonly customerGateways: CustomerGateways;
  readonly history: TunnelHistory;
  /** What the sweep remembers. Undefined where nothing is deployed. */
  readonly records: Pick<Records, 'loadRegion'> | undefined;
  readonly startTimer: StartTimer;
  readonly log: Log;
  readonly now: Now;
}

/** What the sweep would see of a region now, and the gateway of every connection, of those that are healthy too. */
export interface RegionReading {
  readonly view: RegionView;
  /** Why what the sweep remembers could not be read; undefined where it could. */
  readonly forgotten: unknown;
}

export const readRegion = async (deps: ReadRegionDeps, region: string): Promise<RegionReading> => {
  const [connections, memory] = await Promise.all([
    deps.connections.list(region),
    remember(deps.records, region),
  ]);
  // What has been read is not asked for again.
  const read = {
    connections: { ...deps.connections, list: async () => connections },
    records: { loadRegion: async () => memory.records },
  };
  const [view, customerGateways] = await Promise.all([
    observe({ ...deps, ...read }, region, 'all'),
    readGateways(deps, region, connections),
  ]);
  return { view: { ...view, customerGateways }, forgotten: memory.forgotten };
};

const nothing: RegionRecords = {
  incidents: [],
  notices: [],
  usage: [],
  changes: [],
  storms: undefined,
  reach: undefined,
};

/** Health can be judged without memory: only since when, and what has been tried, is then not known. */
const remember = async (
  records: ReadRegionDeps['records'],
  region: string,
): Promise<{ readonly records: RegionRecords; readonly forgotten: unknown }> => {
  try {
    return { records: (await records?.loadRegion(region)) ?? nothing, forgotten: undefined };
  } catch (forgotten) {
    return { records: nothing, forgotten };
  }
};

const readGateways = async (
  deps: ReadRegionDeps,
  region: string,
  connections: readonly Connection[],
): Promise<ReadonlyMap<string, CustomerGateway>> => {
  const ids = [...new Set(connections.map(({ customerGatewayId }) => customerGatewayId))].filter(Boolean);
  const gateways = ids.length > 0 ? await deps.customerGateways.find(region, ids) : [];
  return new Map(gateways.map((gateway) => [gateway.customerGatewayId, gateway]));
};
