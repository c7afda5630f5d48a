import type { EpochMs } from '../../shared/domain/time.ts';

/** Virtual time. It moves only from one thing that is due to the next, and only when no promise is left to run. */
export interface Scheduler {
  now(): EpochMs;
  /** Things due at the same time happen in the order in which they were put down. */
  at(time: EpochMs, run: () => void): void;
  /** When the next thing is due. */
  nextAt(): EpochMs;
  /** Lets everything happen that is due until then, and all that it leads to. Rejects with what a thing has thrown. */
  runUntil(end: EpochMs, isOver?: () => boolean): Promise<void>;
}

interface Due {
  readonly at: EpochMs;
  readonly order: number;
  readonly run: () => void;
}

export const createScheduler = (start: EpochMs): Scheduler => {
  const heap: Due[] = [];
  let now = start;
  let order = 0;
  return {
    now: () => now,
    at: (time, run) => {
      order += 1;
      push(heap, { at: Math.max(time, now), order, run });
    },
    nextAt: () => heap[0]?.at ?? Number.POSITIVE_INFINITY,
    runUntil: (end, isOver = () => false) =>
      new Promise((resolve, reject) => {
        const step = (): void => {
          const next = heap[0];
          if (!next || next.at > end || isOver()) {
            if (!isOver()) now = Math.max(now, end);
            resolve();
            return;
          }
          pop(heap);
          now = next.at;
          try {
            next.run();
          } catch (error) {
            reject(error);
            return;
          }
          afterPromises(step);
        };
        afterPromises(step);
      }),
  };
};

/** Node runs a tick that a microtask has asked for only once no microtask is left, and without a turn of its event loop. */
const afterPromises = (run: () => void): void => {
  queueMicrotask(() => process.nextTick(run));
};

const isBefore = (one: Due, other: Due): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** A binary heap: the parent of entry n is entry (n - 1) / 2. */
const push = (heap: Due[], due: Due): void => {
  let index = heap.length;
  heap.push(due);
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (!parent || !isBefore(due, parent)) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = due;
};

const pop = (heap: Due[]): void => {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const child = earlierChild(heap, index);
    const candidate = heap[child];
    if (!candidate || !isBefore(candidate, last)) break;
    heap[index] = candidate;
    index = child;
  }
  heap[index] = last;
};

const earlierChild = (heap: readonly Due[], index: number): number => {
  const left = 2 * index + 1;
  const [one, other] = [heap[left], heap[left + 1]];
  return one && other && isBefore(other, one) ? left + 1 : left;
};
