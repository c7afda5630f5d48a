import type { Connection, TunnelOptions } from '../../domain/connection.ts';
import type { LogGroupReading, LogLine, Reading } from '../../domain/diagnosis/evidence.ts';
import { logGroupOf } from '../../domain/diagnosis/log-group.ts';
import type { TunnelRecord } from '../../domain/incident.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { TunnelLogs } from '../../ports/diagnosis.ts';
import { logWindows } from './log-windows.ts';
import { type ReadingDeps, readWithin } from './reading.ts';

export interface ReadLogsDeps extends ReadingDeps {
  readonly logs: TunnelLogs;
}

/** Reads each log group that the given tunnels write to: around their falls, and lately. */
export const readLogs = (
  deps: ReadLogsDeps,
  connection: Connection,
  fallen: readonly TunnelRecord[],
  now: EpochMs,
): Promise<readonly LogGroupReading[]> =>
  Promise.all(
    [...fallsByGroup(connection, fallen)].map(async ([logGroupArn, falls]) => {
      const { region, connectionId } = connection;
      const parts = await Promise.all(
        logWindows(falls, now).map((window) =>
          readWithin(deps, () => deps.logs.read(region, { logGroupArn, connectionId, ...window })),
        ),
      );
      return { logGroup: logGroupOf(logGroupArn).name, lines: joined(parts) };
    }),
  );

/** When the tunnels fell that write to a group. An ARN means the same with and without its `:*`. */
const fallsByGroup = (
  connection: Connection,
  fallen: readonly TunnelRecord[],
): ReadonlyMap<string, readonly EpochMs[]> => {
  const falls = new Map<string, readonly EpochMs[]>();
  for (const { outsideIp, since } of fallen) {
    const options = connection.tunnels.find((tunnel) => tunnel.outsideIp === outsideIp)?.options;
    for (const arn of groupsOf(options)) falls.set(arn, [...(falls.get(arn) ?? []), since]);
  }
  return falls;
};

const groupsOf = (options: TunnelOptions | undefined): ReadonlySet<string> =>
  new Set(
    [options?.activityLog, options?.bgpLog].flatMap((log) =>
      log ? [log.logGroupArn.replace(/:\*$/, '')] : [],
    ),
  );

/** Lines that were read tell something though others were not; that there are none is true only if all was read. */
const joined = (parts: readonly Reading<readonly LogLine[]>[]): Reading<readonly LogLine[]> => {
  const lines = parts.flatMap((part) => ('value' in part ? part.value : []));
  const unread = parts.find((part) => 'unread' in part);
  return unread && lines.length === 0 ? unread : { value: lines };
};
