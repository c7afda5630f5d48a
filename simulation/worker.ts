import { parentPort, workerData } from 'node:worker_threads';
import { judgePair } from './pairs/judge-pair.ts';
import type { Case } from './run/case.ts';
import { judgeRun } from './run/judge-run.ts';
import type { Answer, Order, Task } from './run/orders.ts';

const port = parentPort;
if (!port) throw new Error('This module is the body of a worker thread.');

const answerOf = async (given: Case): Promise<Answer> => {
  if ((workerData as Task) === 'runs') {
    const { hash, violation } = await judgeRun(given);
    return { case: given, hash, violation };
  }
  const { hash, violation, byCause, restarts } = await judgePair(given);
  return { case: given, hash, violation, pair: { byCause, restarts } };
};

port.on('message', async (order: Order) => {
  for (const given of order) {
    port.postMessage(await answerOf(given));
    // Virtual time leaves the event loop of the thread no turn of its own.
    await new Promise((resolve) => setImmediate(resolve));
  }
  port.postMessage('idle');
});
