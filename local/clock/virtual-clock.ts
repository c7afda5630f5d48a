import type { Clock, EpochMs, Timer } from '../contract.ts';
import { createDueQueue, type DueTask } from './due-queue.ts';
import { createBell, createPace, type Speed } from './pace.ts';
import { nothingBeside, type Quiescence } from './quiescence.ts';

export interface VirtualClock extends Clock {
  /**
   * Runs what falls due, until a time, until a condition holds, or (without `until`) until `stop`. With a condition it
   * also returns once nothing is due any more.
   */
  run(options?: { readonly until?: EpochMs | (() => boolean) }): Promise<void>;
  stop(): void;
}

export interface VirtualClockOptions {
  readonly startAt: EpochMs;
  /** @default 'max' */
  readonly speed?: Speed;
  readonly quiescence?: Quiescence;
}

/** A discrete-event clock: time stands still while anything runs, then moves to what is due next. */
export function createVirtualClock(options: VirtualClockOptions): VirtualClock {
  const { speed = 'max', quiescence = nothingBeside } = options;
  const queue = createDueQueue();
  const bell = createBell();
  const pace = createPace(speed, bell);
  const failures: unknown[] = [];
  let now = options.startAt;
  let stopped = false;
  let running = false;
  quiescence.advanceTo(now);

  const advance = (to: EpochMs): void => {
    if (to <= now) return;
    now = to;
    quiescence.advanceTo(now);
  };

  const at = (dueAt: EpochMs, label: string, run: DueTask['run']): Timer => {
    const task: DueTask = { dueAt: Math.max(dueAt, now), label, run };
    queue.add(task);
    bell.ring();
    return { cancel: () => queue.remove(task) };
  };

  /** Waits for a task, but not for the end of an invocation that itself waits for time to pass. */
  const runTask = async (task: DueTask): Promise<void> => {
    let finished = false;
    const end = Promise.resolve()
      .then(task.run)
      .catch((cause) => failures.push(new Error(`Task "${task.label}" failed`, { cause })))
      .finally(() => {
        finished = true;
      });
    const stalled = async (): Promise<void> => {
      while (!finished) {
        await quiescence.settled(() => finished);
        if (quiescence.invoking) return;
        if (!finished) await Promise.race([end, bell.wait(1)]);
      }
    };
    await Promise.race([end, new Promise((resolve) => setImmediate(resolve))]);
    if (!finished) await Promise.race([end, stalled()]);
  };

  const nextDueAt = (): EpochMs | undefined => {
    const dueTimes = [queue.peek()?.dueAt, quiescence.nextDueAt()].filter((dueAt) => dueAt !== undefined);
    return dueTimes.length > 0 ? Math.min(...dueTimes) : undefined;
  };

  const moveTo = async (target: EpochMs): Promise<boolean> => {
    const startedAt = now;
    const passedMs = await pace.pass(target - now, (ms) => advance(startedAt + ms));
    advance(startedAt + passedMs);
    return now >= target;
  };

  const runNext = async (): Promise<void> => {
    const timerDueAt = quiescence.nextDueAt();
    if (timerDueAt !== undefined && timerDueAt <= now) {
      quiescence.fireDue();
      return;
    }
    const task = queue.shift();
    if (task) await runTask(task);
  };

  /** One step; true when the run is over. */
  const step = async (until: EpochMs | (() => boolean) | undefined): Promise<boolean> => {
    await quiescence.settled();
    if (failures.length > 0) throw failures.shift();
    if (stopped || (typeof until === 'function' && until())) return true;
    const dueAt = nextDueAt();
    const limit = typeof until === 'number' ? until : Number.POSITIVE_INFINITY;
    if (dueAt === undefined || dueAt > limit) {
      if (typeof until === 'function') return true;
      if (typeof until === 'number') return now >= until || (await moveTo(until));
      await bell.wait();
      return false;
    }
    if (dueAt <= now || (await moveTo(dueAt))) await runNext();
    return false;
  };

  return {
    now: () => now,
    at,
    after: (delayMs, label, run) => at(now + delayMs, label, run),
    run: async ({ until } = {}) => {
      if (running) throw new Error('The clock runs already');
      running = true;
      stopped = false;
      try {
        while (!(await step(until)));
      } finally {
        running = false;
      }
    },
    stop: () => {
      stopped = true;
      bell.ring();
    },
  };
}
