import { Worker } from 'node:worker_threads';
import type { Case } from './case.ts';
import type { Answer, Order, Task } from './orders.ts';

/** How many cases a worker is given at a time. */
const orderSize = 10;

/** Most of what a run makes is soon of no use: with more room for it, a fifth of the time is saved. */
const resourceLimits = { maxYoungGenerationSizeMb: 128 };

/** Runs cases in worker threads. `answered` is told of each as it ends, in no order; it ends early where that returns false. */
export const runMany = async (
  workerFile: string,
  cases: Iterable<Case>,
  jobs: number,
  answered: (answer: Answer) => boolean,
  task: Task = 'runs',
): Promise<void> => {
  const left = cases[Symbol.iterator]();
  let stopped = false;
  const nextOrder = (): Order => {
    const order: Case[] = [];
    while (!stopped && order.length < orderSize) {
      const next = left.next();
      if (next.done) break;
      order.push(next.value);
    }
    return order;
  };
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const first = nextOrder();
      if (first.length === 0) return resolve();
      const worker = new Worker(workerFile, { workerData: task, resourceLimits });
      const end = (): void => {
        worker.terminate().then(() => resolve(), reject);
      };
      worker.on('error', reject);
      worker.on('message', (message: Answer | 'idle') => {
        if (message !== 'idle') {
          if (!answered(message)) stopped = true;
          if (stopped) end();
          return;
        }
        const order = nextOrder();
        if (order.length === 0) end();
        else worker.postMessage(order);
      });
      worker.postMessage(first);
    });
  await Promise.all(Array.from({ length: jobs }, work));
};
