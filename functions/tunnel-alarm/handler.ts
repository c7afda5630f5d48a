import { type IgnoredAlarmReason, parseAlarmEvent } from '../../shared/events/alarm-event.ts';
import { isWatched, type WatchDeps } from '../../shared/intake/found-regions.ts';
import type { Look } from '../../shared/intake/report.ts';
import type { TunnelAlarms } from '../../shared/ports/aws.ts';
import type { Log, Now } from '../../shared/ports/shell.ts';

export interface TunnelAlarmDeps extends WatchDeps {
  readonly look: Look;
  readonly alarms: Pick<TunnelAlarms, 'remove'>;
  readonly log: Log;
  readonly now: Now;
}

/** Looks at the connection that a `TunnelState` alarm is about, whatever state the alarm is in. */
export const createTunnelAlarmHandler =
  (deps: TunnelAlarmDeps) =>
  async (input: unknown): Promise<void> => {
    const parsed = parseAlarmEvent(input, deps.now());
    if ('ignored' in parsed) {
      ignore(deps, parsed.ignored, parsed.alarmName);
      return;
    }
    const { alarmName, signal, isOurs } = parsed;
    const region = parsed.region ?? deps.regions[0];
    if (region === undefined || !(await isWatched(deps, region))) {
      ignore(deps, 'region-not-watched', alarmName);
      return;
    }
    const { connectionId, outsideIp, state } = signal;
    const report = await deps.look({ region, connectionIds: [connectionId], signals: [signal] });
    const [looked] = report.connections;
    deps.log.info('alarm looked into', { connectionId, outsideIp, state, region, reason: looked?.reason });
    const gone = report.connections.some(
      (found) => found.connectionId === connectionId && found.connection === undefined,
    );
    if (gone) await cleanUp(deps, region, alarmName, isOurs);
  };

const ignore = (
  deps: TunnelAlarmDeps,
  reason: IgnoredAlarmReason | 'region-not-watched',
  alarmName: string | undefined,
): void => {
  deps.log.warn('alarm ignored', { reason, alarmName: alarmName?.slice(0, 300) });
};

/** AWS has answered, and does not know the connection: its alarm has nothing left to watch. Only one of ours is removed. */
const cleanUp = async (
  deps: TunnelAlarmDeps,
  region: string,
  alarmName: string,
  isOurs: boolean,
): Promise<void> => {
  if (!isOurs) {
    deps.log.warn('alarm left alone', { reason: 'made-by-somebody-else', alarmName, region });
    return;
  }
  await deps.alarms.remove(region, [alarmName]);
  deps.log.info('alarm removed', { reason: 'connection-gone', alarmName, region });
};
