import { tunnelAlarmName } from '../../shared/contracts/alarm-name.ts';
import { minutesMs } from '../../shared/domain/time.ts';
import type { TunnelAlarm } from '../../shared/ports/aws.ts';
import { createRandom } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Bus } from '../platform/bus.ts';
import { alarmEvent } from './events.ts';

export interface AlarmMonitorDeps {
  readonly seed: number;
  readonly regionOf: (connectionId: string) => string;
  readonly scheduler: Scheduler;
  readonly bus: Bus;
  readonly isUp: (outsideIp: string) => boolean;
}

/** CloudWatch, as far as the alarms of tunnels go: five minutes of `TunnelState` make one judgement. */
export interface AlarmMonitor {
  alarmsIn(region: string): Map<string, TunnelAlarm>;
  /** A tunnel has gone up or down. */
  changed(connectionId: string, outsideIp: string, up: boolean): void;
}

export const createAlarmMonitor = ({
  seed,
  regionOf,
  scheduler,
  bus,
  isUp,
}: AlarmMonitorDeps): AlarmMonitor => {
  const books = new Map<string, Map<string, TunnelAlarm>>();
  const alarmsIn = (region: string): Map<string, TunnelAlarm> => {
    const book = books.get(region) ?? new Map<string, TunnelAlarm>();
    books.set(region, book);
    return book;
  };
  const states = new Map<string, 'ALARM' | 'OK'>();
  return {
    alarmsIn,
    changed: (connectionId, outsideIp, up) => {
      const name = tunnelAlarmName(connectionId, outsideIp);
      const region = regionOf(connectionId);
      const changedAt = scheduler.now();
      const random = createRandom(seed, 'alarm', outsideIp, changedAt);
      const delayMs = up
        ? random.whole(minutesMs(1), minutesMs(3))
        : random.whole(minutesMs(5), minutesMs(10));
      scheduler.at(changedAt + delayMs, () => {
        const state = up ? 'OK' : 'ALARM';
        if (isUp(outsideIp) !== up || !alarmsIn(region).has(name) || states.get(name) === state) return;
        states.set(name, state);
        const now = scheduler.now();
        const event = alarmEvent(region, connectionId, outsideIp, state, now);
        bus.event('tunnel-alarm', `alarm:${outsideIp}/${now}`, event);
      });
    },
  };
};
