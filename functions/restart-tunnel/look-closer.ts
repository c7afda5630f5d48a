import type { Connection, Tunnel } from '../../shared/domain/connection.ts';
import type { Reading } from '../../shared/domain/diagnosis/evidence.ts';
import type { TunnelRecord } from '../../shared/domain/incident.ts';
import { logSaysUp, metricSaysUp, type SignOfUp } from '../../shared/domain/restart/signs-of-up.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { type ReadingDeps, readWithin } from '../../shared/intake/evidence/reading.ts';
import type { TunnelLogs, TunnelMetrics } from '../../shared/ports/diagnosis.ts';
import type { Log } from '../../shared/ports/shell.ts';

export interface CloserLookDeps extends ReadingDeps {
  readonly metrics: TunnelMetrics;
  readonly logs: TunnelLogs;
  readonly log: Log;
}

/**
 * Telemetry may be minutes late, and the call would take down a tunnel that has come up meanwhile: what else knows of it is asked
 * first. What cannot be read now is no objection, as the tunnel may be down for longer than AWS has trouble with its answers.
 */
export const signOfUp = async (
  deps: CloserLookDeps,
  connection: Connection,
  tunnel: Tunnel,
  record: TunnelRecord,
  now: EpochMs,
): Promise<SignOfUp | undefined> => {
  const { region, connectionId } = connection;
  const { outsideIp, options } = tunnel;
  const logGroupArn = options?.activityLog?.logGroupArn;
  const [metric, log] = await Promise.all([
    readWithin(deps, async () => {
      const read = await deps.metrics.read(region, [{ connectionId, outsideIp }], record.since, now);
      return metricSaysUp(record, read[0]?.points ?? []);
    }),
    readWithin(deps, async () => {
      if (logGroupArn === undefined) return false;
      const lines = await deps.logs.read(region, { logGroupArn, connectionId, from: record.since, to: now });
      return logSaysUp(record, lines);
    }),
  ]);
  if (isSo(deps, 'tunnel-state-metric', metric)) return 'tunnel-state-metric';
  return isSo(deps, 'tunnel-log', log) ? 'tunnel-log' : undefined;
};

const isSo = ({ log }: CloserLookDeps, sign: SignOfUp, reading: Reading<boolean>): boolean => {
  if ('value' in reading) return reading.value;
  log.warn('restart not checked against all evidence', { sign, ...reading.unread });
  return false;
};
