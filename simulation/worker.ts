import { parentPort } from 'node:worker_threads';
import { judgeRun } from './run/judge-run.ts';
import type { Answer, Order } from './run/orders.ts';

const port = parentPort;
if (!port) throw new Error('This module is the body of a worker thread.');

port.on('message', async (order: Order) => {
  for (const given of order) {
    const { hash, violation } = await judgeRun(given);
    const answer: Answer = { case: given, hash, violation };
    port.postMessage(answer);
    // Virtual time leaves the event loop of the thread no turn of its own.
    await new Promise((resolve) => setImmediate(resolve));
  }
  port.postMessage('idle');
});
