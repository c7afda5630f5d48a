import type { Connection } from '../../shared/domain/connection.ts';
import { isUnwatched } from '../../shared/domain/observation.ts';
import type { TunnelAlarms } from '../../shared/ports/aws.ts';
import { counted, listed } from '../counted.ts';
import type { Examined } from '../examine.ts';
import { failed, passed } from '../finding.ts';

/** Whether CloudWatch has `TunnelState` of each tunnel, and under which dimensions: AWS's own pages disagree about them. */
export const checkMetrics = async (
  alarms: Pick<TunnelAlarms, 'metricDimensions'>,
  region: string,
  connections: readonly Connection[],
): Promise<Examined> => {
  const sets = await alarms.metricDimensions(region);
  const ofTunnel = Map.groupBy(sets, (set) => set['TunnelIpAddress'] ?? '');
  const watched = connections.filter(
    (connection) => connection.state === 'available' && !isUnwatched(connection),
  );
  const outsideIps = watched.flatMap(({ tunnels }) => tunnels.map(({ outsideIp }) => outsideIp));
  const missing = outsideIps.filter((outsideIp) => !ofTunnel.has(outsideIp));
  if (missing.length > 0) {
    return {
      verdicts: [
        failed(`no TunnelState of ${missing.length} of ${counted(outsideIps.length, 'tunnel')}`, [
          `Without it no alarm sees ${listed(missing)}; the sweep does. New tunnels get it within 15 minutes.`,
        ]),
      ],
    };
  }
  if (outsideIps.length === 0) return { verdicts: [passed('there is no tunnel to have any')] };
  const names = new Set(
    outsideIps.flatMap((outsideIp) => (ofTunnel.get(outsideIp) ?? []).map(dimensionNames)),
  );
  return {
    verdicts: [
      passed(
        `TunnelState of ${counted(outsideIps.length, 'tunnel')}, by ${[...names].toSorted().join('; by ')}`,
      ),
    ],
  };
};

const dimensionNames = (set: Readonly<Record<string, string>>): string =>
  Object.keys(set).toSorted().join(' + ');
