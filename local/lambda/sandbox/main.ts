import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { captureLogs } from './log-capture.ts';
import type { FromSandbox, FunctionError, Probe, SandboxData, ToSandbox } from './messages.ts';
import { installOutboundRules } from './outbound.ts';
import { countOutstandingRequests } from './outstanding-requests.ts';
import { installSeededRandomness } from './seeded-randomness.ts';
import { createTimerQueue } from './timer-queue.ts';
import { installVirtualDate } from './virtual-date.ts';
import { installVirtualSocketTimeouts } from './virtual-sockets.ts';
import { installVirtualTimers } from './virtual-timers.ts';

type Invoke = Extract<ToSandbox, { type: 'invoke' }>;
type Handler = (event: unknown, context: unknown) => unknown;

const data = workerData as SandboxData;
const time = new Float64Array(data.time);
const now = (): number => time[0] ?? 0;
const post = (message: FromSandbox): void => parentPort?.postMessage(message);

/** Turns of the event loop after which everything that is ready has run. */
const probeTurns = 4;

const timers = createTimerQueue(now);
captureLogs((stream, line) => post({ type: 'log', stream, line }));
installVirtualDate(now);
installVirtualTimers(timers);
installVirtualSocketTimeouts(timers);
installOutboundRules(data.rewriteOrigins);
installSeededRandomness(data.seed);
const requests = countOutstandingRequests();

const handlerLoaded = loadHandler();

parentPort?.on('message', (message: ToSandbox) => {
  if (message.type === 'invoke') void invoke(message);
  else if (message.type === 'fire') timers.fireDue();
  else answerProbe(probeTurns);
});

async function loadHandler(): Promise<Handler | undefined> {
  try {
    const module = (await import(pathToFileURL(data.modulePath).href)) as Record<string, unknown>;
    const bundle = (module['default'] ?? {}) as Record<string, unknown>;
    const handler = module[data.exportName] ?? bundle[data.exportName];
    if (typeof handler !== 'function') {
      throw Object.assign(new Error(`${data.exportName} is undefined or not exported`), {
        name: 'Runtime.HandlerNotFound',
      });
    }
    post({ type: 'ready' });
    return handler as Handler;
  } catch (cause) {
    post({ type: 'init-failed', error: describe(cause) });
    return undefined;
  }
}

async function invoke({ event, context, deadlineAt }: Invoke): Promise<void> {
  const handler = await handlerLoaded;
  if (!handler) return;
  timers.setFrozen(false);
  try {
    const result = await handler(JSON.parse(event), {
      ...context,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadlineAt - now()),
    });
    timers.setFrozen(true);
    post({ type: 'succeeded', payload: JSON.stringify(result), outstandingRequests: requests.count });
  } catch (cause) {
    timers.setFrozen(true);
    post({ type: 'failed', error: describe(cause), outstandingRequests: requests.count });
  }
}

function describe(cause: unknown): FunctionError {
  if (!(cause instanceof Error)) return { errorType: typeof cause, errorMessage: String(cause), trace: [] };
  return { errorType: cause.name, errorMessage: cause.message, trace: (cause.stack ?? '').split('\n') };
}

function answerProbe(turns: number): void {
  if (turns > 0) {
    setImmediate(() => answerProbe(turns - 1));
    return;
  }
  const probe: Probe = {
    outstandingRequests: requests.count,
    pendingOperations: process.getActiveResourcesInfo().filter(isPending).length,
    nextTimerDueAt: timers.nextDueAt(),
    progress: requests.changes,
  };
  post({ type: 'probe', probe });
}

/** Open sockets live on between requests; a request to the system ends by itself. */
function isPending(resource: string): boolean {
  return resource.includes('Req') || resource === 'ConnectWrap';
}
