import { createRequire, syncBuiltinESMExports } from 'node:module';
import { getCallSites, promisify } from 'node:util';
import type { TimerQueue, VirtualTimer } from './timer-queue.ts';

type Callback = (...args: unknown[]) => void;

const require = createRequire(process.execPath);

/** Replaces the timers that a function can reach by virtual ones. */
export function installVirtualTimers(queue: TimerQueue): void {
  const real = { setTimeout, clearTimeout, setInterval };
  const create =
    (repeats: boolean, realCreate: typeof setTimeout | typeof setInterval) =>
    (callback: Callback, delayMs: unknown = 0, ...args: unknown[]) => {
      if (typeof callback !== 'function') return realCreate(callback, Number(delayMs));
      // Node's bundled fetch keeps its connections alive with timers of its own; those stay real.
      if (calledByNodeItself()) return realCreate(callback, Number(delayMs), ...args);
      return queue.create(Number(delayMs), repeats, () => callback(...args));
    };
  const clear = (timer?: unknown): void => {
    if (isNodeTimer(timer)) real.clearTimeout(timer);
    else queue.cancel(asVirtual(timer));
  };
  const virtual = {
    setTimeout: Object.assign(create(false, real.setTimeout), {
      [promisify.custom]: (delayMs: number, value: unknown, options?: { signal?: AbortSignal }) =>
        delay(queue, delayMs, value, options?.signal),
    }),
    setInterval: create(true, real.setInterval),
    clearTimeout: clear,
    clearInterval: clear,
  };
  Object.assign(globalThis, virtual);
  Object.assign(require('node:timers'), virtual);
  const promises = require('node:timers/promises') as Record<string, unknown>;
  promises['setTimeout'] = virtual.setTimeout[promisify.custom];
  promises['scheduler'] = {
    wait: (delayMs: number, options?: { signal?: AbortSignal }) =>
      delay(queue, delayMs, undefined, options?.signal),
    yield: () => new Promise((resolve) => setImmediate(resolve)),
  };
  syncBuiltinESMExports();
  AbortSignal.timeout = (delayMs) => timeoutSignal(queue, delayMs);
}

function calledByNodeItself(): boolean {
  // Whoever looks for the place in the sources as well reads the whole map of the bundle first.
  const caller = getCallSites(3, { sourceMap: false })[2];
  return caller?.scriptName.startsWith('node:internal/deps/') ?? false;
}

function isNodeTimer(timer: unknown): timer is NodeJS.Timeout {
  return typeof timer === 'object' && timer !== null && timer.constructor.name === 'Timeout';
}

function asVirtual(timer: unknown): VirtualTimer | number | undefined {
  if (typeof timer === 'string') return Number(timer);
  return timer as VirtualTimer | number | undefined;
}

function timeoutSignal(queue: TimerQueue, delayMs: number): AbortSignal {
  const controller = new AbortController();
  const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  queue.create(delayMs, false, () => controller.abort(reason));
  return controller.signal;
}

function delay(queue: TimerQueue, delayMs: number, value: unknown, signal?: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      queue.cancel(timer);
      reject(signal?.reason);
    };
    const timer = queue.create(delayMs, false, () => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    });
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
