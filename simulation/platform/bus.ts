import { hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { History } from '../kernel/history.ts';
import { createRandom } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { EventsFault, ScheduleFault } from '../plan/disturbance.ts';
import { type ActiveFault, hits } from './fate.ts';
import type { InForce } from './in-force.ts';
import type { Lambda } from './lambda.ts';

export interface BusDeps {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly history: History;
  readonly lambda: () => Lambda;
  readonly inForce: InForce;
  /** A tick that need not be brought to its function. */
  readonly isIdle: (id: string) => boolean;
}

/** EventBridge: brings events and the ticks of schedules to functions, once if all goes well. */
export interface Bus {
  event(name: 'tunnel-alarm' | 'health-event' | 'vpn-change', id: string, event: unknown): void;
  /** `id` tells one tick from another. */
  tick(name: 'sweep' | 'review', id: string, input: unknown): void;
}

export const createBus = (deps: BusDeps): Bus => {
  const { seed, scheduler, history, lambda, inForce } = deps;
  const hitting = <Hit extends EventsFault | ScheduleFault>(
    faults: readonly ActiveFault<Hit>[],
    id: string,
  ): Hit | undefined => {
    const hit = faults.find((active) =>
      hits(seed, active.id, active.fault.share, { invocation: id, number: 0 }),
    );
    if (hit) history.add(scheduler.now(), `${id} ${hit.fault.mode}`);
    return hit?.fault;
  };
  const after = (delayMs: number, run: () => void): void => scheduler.at(scheduler.now() + delayMs, run);
  return {
    event: (name, id, event) => {
      const delayMs = createRandom(seed, 'bus', id).whole(300, 3_000);
      const deliver = (copy: string) => lambda().invokeEvent(name, `${id}${copy}`, event, hoursMs(6));
      const fault = hitting(inForce.of('events'), id);
      if (fault?.mode === 'lost') return;
      after(delayMs + (fault?.mode === 'late' ? fault.byMs : 0), () => deliver(''));
      if (fault?.mode === 'twice') after(delayMs + fault.byMs, () => deliver('*'));
    },
    tick: (name, id, input) => {
      const random = createRandom(seed, 'tick', id);
      const delayMs = random.whole(0, 1_500);
      const deliver = (copy: string): void => {
        if (!deps.isIdle(id)) lambda().invokeEvent(name, `${id}${copy}`, input, minutesMs(5));
      };
      const fault = hitting(inForce.of('schedule'), id);
      if (fault?.mode === 'missed') return;
      after(delayMs + (fault?.mode === 'late' ? secondsMs(random.whole(5, 200)) : 0), () => deliver(''));
      if (fault?.mode === 'twice') after(random.whole(0, secondsMs(20)), () => deliver('*'));
    },
  };
};
