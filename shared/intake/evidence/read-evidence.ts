import type { Connection } from '../../domain/connection.ts';
import type { Evidence } from '../../domain/diagnosis/evidence.ts';
import type { Incident } from '../../domain/incident.ts';
import { isDown } from '../../domain/lifecycle/tunnels.ts';
import { type EpochMs, hoursMs } from '../../domain/time.ts';
import type { CustomerGateways } from '../../ports/aws.ts';
import type {
  Attachments,
  HealthEvents,
  PendingMaintenance,
  RelatedConnections,
  TunnelMetrics,
} from '../../ports/diagnosis.ts';
import { type ReadLogsDeps, readLogs } from './read-logs.ts';
import { readWithin } from './reading.ts';

export interface EvidenceDeps extends ReadLogsDeps {
  readonly metrics: TunnelMetrics;
  /** Wrapped in `whileSubscribed`, or it is asked in vain each time. */
  readonly healthEvents: HealthEvents;
  readonly attachments: Attachments;
  readonly maintenance: PendingMaintenance;
  readonly related: RelatedConnections;
  readonly customerGateways: CustomerGateways;
}

const beforeFallMs = hoursMs(3);

/** CloudWatch answers with a value per minute: of an old fall only the latest day is of use. */
const metricsAtMostMs = hoursMs(24);

/** Reads everything that may explain an incident, side by side, each part for itself. Never throws. */
export const readEvidence = async (
  deps: EvidenceDeps,
  connection: Connection,
  incident: Incident,
  unusedTunnels: ReadonlySet<string>,
  now: EpochMs,
): Promise<Evidence> => {
  const { region, connectionId } = connection;
  const fallen = incident.tunnels.filter(isDown);
  const [customerGateway, logs, traffic, healthEvents, attachment, maintenance, related] = await Promise.all([
    readWithin(deps, () => findGateway(deps, connection)),
    readLogs(deps, connection, fallen, now),
    readWithin(deps, () => {
      const from = metricsFrom(
        fallen.map(({ since }) => since),
        now,
      );
      return deps.metrics.read(region, tunnelRefs(connection), from, now);
    }),
    readWithin(deps, () => deps.healthEvents.open(region)),
    readWithin(deps, async () =>
      connection.target.kind === 'transit-gateway' ? deps.attachments.find(region, connectionId) : undefined,
    ),
    readWithin(deps, () => readMaintenance(deps, connection)),
    readWithin(deps, () => deps.related.find(connection)),
  ]);
  return {
    at: now,
    connection,
    unusedTunnels,
    customerGateway,
    logs,
    traffic,
    healthEvents,
    attachment,
    maintenance,
    related,
  };
};

/** Long enough before the first fall to show what was usual. */
const metricsFrom = (falls: readonly EpochMs[], now: EpochMs): EpochMs =>
  Math.max(Math.min(...falls, now) - beforeFallMs, now - metricsAtMostMs);

const tunnelRefs = ({ connectionId, tunnels }: Connection) =>
  tunnels.map(({ outsideIp }) => ({ connectionId, outsideIp }));

const findGateway = async (deps: EvidenceDeps, { region, customerGatewayId }: Connection) => {
  if (customerGatewayId === '') return undefined;
  const [found] = await deps.customerGateways.find(region, [customerGatewayId]);
  return found;
};

/** AWS keeps maintenance waiting only for tunnels whose owner has asked for that. */
const readMaintenance = (deps: EvidenceDeps, connection: Connection) => {
  const controlled = connection.tunnels.filter(({ options }) => options?.lifecycleControl);
  return Promise.all(
    controlled.map(({ outsideIp }) =>
      deps.maintenance.read(connection.region, { connectionId: connection.connectionId, outsideIp }),
    ),
  );
};
