import { hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { History } from '../kernel/history.ts';
import { createRandom } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { EventsFault, ScheduleFault } from '../plan/disturbance.ts';
import { type ActiveFault, hits } from './fate.ts';
import type { Lambda } from './lambda.ts';

export interface BusDeps {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly history: History;
  readonly lambda: () => Lambda;
  readonly activeFaults: () => readonly ActiveFault[];
}

/** EventBridge: brings events and the ticks of schedules to functions, once if all goes well. */
export interface Bus {
  event(name: 'tunnel-alarm' | 'health-event', id: string, event: unknown): void;
  /** `id` tells one tick from another. */
  tick(id: string, input: unknown): void;
}

export const createBus = ({ seed, scheduler, history, lambda, activeFaults }: BusDeps): Bus => {
  const faultOf = <Kind extends 'events' | 'schedule'>(
    kind: Kind,
    id: string,
  ): (EventsFault | ScheduleFault) | undefined => {
    for (const active of activeFaults()) {
      const { fault } = active;
      if (fault.kind === kind && hits(seed, active.id, fault.share, { invocation: id, number: 0 })) {
        history.add(scheduler.now(), `${id} ${fault.mode}`);
        return fault;
      }
    }
    return undefined;
  };
  const after = (delayMs: number, run: () => void): void => scheduler.at(scheduler.now() + delayMs, run);
  return {
    event: (name, id, event) => {
      const delayMs = createRandom(seed, 'bus', id).whole(300, 3_000);
      const deliver = (copy: string) => lambda().invokeEvent(name, `${id}${copy}`, event, hoursMs(6));
      const fault = faultOf('events', id) as EventsFault | undefined;
      if (fault?.mode === 'lost') return;
      after(delayMs + (fault?.mode === 'late' ? fault.byMs : 0), () => deliver(''));
      if (fault?.mode === 'twice') after(delayMs + fault.byMs, () => deliver('*'));
    },
    tick: (id, input) => {
      const random = createRandom(seed, 'tick', id);
      const delayMs = random.whole(0, 1_500);
      const deliver = (copy: string) => lambda().invokeEvent('sweep', `${id}${copy}`, input, minutesMs(5));
      const fault = faultOf('schedule', id) as ScheduleFault | undefined;
      if (fault?.mode === 'missed') return;
      after(delayMs + (fault?.mode === 'late' ? secondsMs(random.whole(5, 200)) : 0), () => deliver(''));
      if (fault?.mode === 'twice') after(random.whole(0, secondsMs(20)), () => deliver('*'));
    },
  };
};
