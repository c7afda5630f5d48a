import type { Connection } from '../../shared/domain/connection.ts';
import type { LogLine, Reading, TunnelTraffic } from '../../shared/domain/diagnosis/evidence.ts';
import type { Incident, TunnelRecord } from '../../shared/domain/incident.ts';
import { findTunnel } from '../../shared/domain/observation.ts';
import { type SignOfState, stateInLog, stateInMetric } from '../../shared/domain/restart/signs-of-state.ts';
import type { WithholdReason } from '../../shared/domain/restart/withhold-reason.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { type ReadingDeps, readWithin } from '../../shared/intake/evidence/reading.ts';
import type { TunnelLogs, TunnelMetrics } from '../../shared/ports/diagnosis.ts';
import type { Log } from '../../shared/ports/shell.ts';

export interface CloserLookDeps extends ReadingDeps {
  readonly metrics: TunnelMetrics;
  readonly logs: TunnelLogs;
  readonly log: Log;
}

/** What telemetry does not show yet. */
export interface Veto {
  readonly reason: WithholdReason;
  readonly sign: SignOfState;
}

/**
 * Telemetry may be minutes late. The call would take down a tunnel that has come up meanwhile; and if the one that is held to carry the
 * traffic has just gone down, too, this is an outage, and left to the gateway. What cannot be read now is no objection, as the tunnel
 * may be down for longer than AWS has trouble with its answers.
 */
export const lookCloser = async (
  deps: CloserLookDeps,
  connection: Connection,
  { tunnels }: Incident,
  record: TunnelRecord,
  now: EpochMs,
): Promise<Veto | undefined> => {
  const { region, connectionId } = connection;
  const others = tunnels.filter(({ state, outsideIp }) => state === 'up' && outsideIp !== record.outsideIp);
  const asked = [record, ...others];
  const groups = new Set(asked.flatMap(({ outsideIp }) => logGroupOf(connection, outsideIp)));
  const [metric, log] = await Promise.all([
    readWithin(deps, () =>
      deps.metrics.read(
        region,
        asked.map(({ outsideIp }) => ({ connectionId, outsideIp })),
        record.since,
        now,
      ),
    ),
    readWithin(deps, async () => {
      const query = { connectionId, from: record.since, to: now };
      const lines = await Promise.all(
        [...groups].map((logGroupArn) => deps.logs.read(region, { ...query, logGroupArn })),
      );
      return lines.flat();
    }),
  ]);
  return (
    vetoOf(
      'tunnel-state-metric',
      record,
      others,
      statesInMetric(itemsOf(deps, 'tunnel-state-metric', metric)),
    ) ?? vetoOf('tunnel-log', record, others, statesInLog(itemsOf(deps, 'tunnel-log', log)))
  );
};

const logGroupOf = (connection: Connection, outsideIp: string): readonly string[] => {
  const arn = findTunnel(connection, outsideIp)?.options?.activityLog?.logGroupArn;
  return arn === undefined ? [] : [arn];
};

type StateOf = (record: TunnelRecord) => 'up' | 'down' | undefined;

const statesInMetric =
  (traffic: readonly TunnelTraffic[]): StateOf =>
  (record) =>
    stateInMetric(record, traffic.find(({ outsideIp }) => outsideIp === record.outsideIp)?.points ?? []);

const statesInLog =
  (lines: readonly LogLine[]): StateOf =>
  (record) =>
    stateInLog(record, lines);

const vetoOf = (
  sign: SignOfState,
  record: TunnelRecord,
  others: readonly TunnelRecord[],
  stateOf: StateOf,
): Veto | undefined => {
  if (stateOf(record) === 'up') return { reason: 'tunnel-up', sign };
  const isOutage = others.length > 0 && others.every((other) => stateOf(other) === 'down');
  return isOutage ? { reason: 'left-to-gateway', sign } : undefined;
};

const itemsOf = <Item>(
  { log }: CloserLookDeps,
  sign: SignOfState,
  reading: Reading<readonly Item[]>,
): readonly Item[] => {
  if ('value' in reading) return reading.value;
  log.warn('restart not checked against all evidence', { sign, ...reading.unread });
  return [];
};
