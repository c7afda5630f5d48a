/** One virtual timer. Node's own timer objects have the same methods. */
export class VirtualTimer {
  readonly id: number;
  delayMs: number;
  readonly repeats: boolean;
  readonly fire: () => void;
  dueAt = 0;
  #referenced = true;
  readonly #queue: TimerQueue;

  constructor(queue: TimerQueue, id: number, delayMs: number, repeats: boolean, fire: () => void) {
    this.#queue = queue;
    this.id = id;
    this.delayMs = delayMs;
    this.repeats = repeats;
    this.fire = fire;
  }

  ref(): this {
    this.#referenced = true;
    return this;
  }

  unref(): this {
    this.#referenced = false;
    return this;
  }

  hasRef(): boolean {
    return this.#referenced;
  }

  refresh(): this {
    this.#queue.start(this);
    return this;
  }

  close(): this {
    this.#queue.cancel(this);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** Timers in virtual time. They fire when told to, in the order in which they fall due. */
export interface TimerQueue {
  create(delayMs: number, repeats: boolean, fire: () => void): VirtualTimer;
  start(timer: VirtualTimer): void;
  cancel(timer: VirtualTimer | number | undefined): void;
  nextDueAt(): number | undefined;
  /** Fires what is due; nothing while frozen. */
  fireDue(): void;
  setFrozen(frozen: boolean): void;
}

/** Node takes any other delay for one millisecond; here that is due at once. */
function effectiveDelayMs(delayMs: number): number {
  return delayMs > 1 && delayMs <= 2_147_483_647 ? Math.trunc(delayMs) : 0;
}

export function createTimerQueue(now: () => number): TimerQueue {
  const active: VirtualTimer[] = [];
  let frozen = false;
  let lastId = 0;
  let pumping = false;

  /** Timers that are due at the present instant fire without the host's help, after what runs now. */
  const pump = (): void => {
    if (pumping || frozen || (active[0]?.dueAt ?? Number.POSITIVE_INFINITY) > now()) return;
    pumping = true;
    setImmediate(() => {
      pumping = false;
      const timer = active[0];
      if (frozen || !timer || timer.dueAt > now()) return;
      fireOne(timer);
      pump();
    });
  };

  const cancel: TimerQueue['cancel'] = (timer) => {
    const index = active.findIndex((one) => one === timer || one.id === timer);
    if (index >= 0) active.splice(index, 1);
  };

  const start = (timer: VirtualTimer): void => {
    cancel(timer);
    timer.dueAt = now() + effectiveDelayMs(timer.delayMs);
    const before = active.findIndex((one) => one.dueAt > timer.dueAt);
    active.splice(before < 0 ? active.length : before, 0, timer);
    pump();
  };

  const fireOne = (timer: VirtualTimer): void => {
    cancel(timer);
    // A repeating timer without a pause would never let the present instant end.
    if (timer.repeats) timer.delayMs = Math.max(timer.delayMs, 2);
    if (timer.repeats) start(timer);
    timer.fire();
  };

  const queue: TimerQueue = {
    create: (delayMs, repeats, fire) => {
      lastId += 1;
      const timer = new VirtualTimer(queue, lastId, delayMs, repeats, fire);
      start(timer);
      return timer;
    },
    start,
    cancel,
    nextDueAt: () => (frozen ? undefined : active[0]?.dueAt),
    fireDue: pump,
    setFrozen: (value) => {
      frozen = value;
      pump();
    },
  };
  return queue;
}
