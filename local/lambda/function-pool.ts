import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Journal } from '../contract.ts';
import type { FunctionResource } from '../template/deployment.ts';
import { stableUuid } from '../template/physical-name.ts';
import { type InvocationOutcome, timeoutError } from './invocation.ts';
import type { FunctionError } from './sandbox/messages.ts';
import { sandboxEnvironment } from './sandbox-environment.ts';
import { type Sandbox, startSandbox } from './sandbox-worker.ts';

export interface FunctionPoolOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly script: string;
  readonly time: SharedArrayBuffer;
  readonly endpointUrl: string;
  readonly rewriteOrigins: Readonly<Record<string, string>>;
  readonly onLogLine: (resource: FunctionResource, line: string) => void;
}

/** The sandboxes of one function: one, and another only while every other is in an unfinished invocation. */
export interface FunctionPool {
  readonly sandboxes: readonly Sandbox[];
  invoke(event: unknown): Promise<InvocationOutcome>;
  close(): Promise<void>;
}

export function createFunctionPool(resource: FunctionResource, options: FunctionPoolOptions): FunctionPool {
  const { clock, journal } = options;
  const handler = handlerOf(resource);
  let sandboxes: Sandbox[] = [];
  let started = 0;
  let invocations = 0;
  let closing = false;

  const start = (): Sandbox => {
    started += 1;
    const sandbox = startFunction(resource, handler, options, started);
    sandboxes.push(sandbox);
    return sandbox;
  };

  const invoke = async (event: unknown): Promise<InvocationOutcome> => {
    sandboxes = sandboxes.filter(({ alive }) => alive);
    const busy = sandboxes.filter((sandbox) => sandbox.busy).length;
    if (resource.reservedConcurrency !== undefined && busy >= resource.reservedConcurrency) {
      journal.record('function.throttled', { functionName: resource.name });
      return { ok: false, throttled: true };
    }
    const sandbox = sandboxes.find((one) => !one.busy) ?? start();
    invocations += 1;
    const requestId = stableUuid(`${resource.arn} ${invocations}`);
    const deadlineAt = clock.now() + resource.timeoutMs;
    const timeout = clock.at(deadlineAt, `time-out of ${resource.name}`, () =>
      sandbox.kill(timeoutError(requestId, resource.timeoutMs)),
    );
    const outcome = await sandbox.invoke(
      JSON.stringify(event),
      contextFacts(resource, requestId),
      deadlineAt,
    );
    timeout.cancel();
    if (!outcome.ok) {
      // What the end of the account interrupts is no failure of the function.
      if (closing) return outcome;
      recordError(journal, resource, requestId, outcome.error);
      return outcome;
    }
    return { ok: true, payload: outcome.payload === undefined ? null : JSON.parse(outcome.payload) };
  };

  return {
    get sandboxes() {
      return sandboxes;
    },
    invoke,
    close: async () => {
      closing = true;
      await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
      sandboxes = [];
    },
  };
}

function recordError(
  journal: Journal,
  resource: FunctionResource,
  requestId: string,
  error: FunctionError,
): void {
  const { errorType, errorMessage: message, trace } = error;
  journal.record('function.error', { functionName: resource.name, requestId, errorType, message, trace });
}

interface HandlerLocation {
  readonly modulePath: string;
  readonly exportName: string;
}

function startFunction(
  resource: FunctionResource,
  handler: HandlerLocation,
  options: FunctionPoolOptions,
  ordinal: number,
): Sandbox {
  return startSandbox({
    script: options.script,
    data: {
      time: options.time,
      ...handler,
      rewriteOrigins: options.rewriteOrigins,
      seed: Number.parseInt(stableUuid(`${resource.arn} seed ${ordinal}`).slice(0, 8), 16),
    },
    environment: sandboxEnvironment(resource, options.endpointUrl, logStreamName(resource)),
    memoryMb: resource.memoryMb,
    onLog: (_stream, line) => options.onLogLine(resource, line),
  });
}

/** `index.handler` is the export `handler` of `index.mjs`, `index.js` or `index.cjs`. */
function handlerOf(resource: FunctionResource): HandlerLocation {
  const dot = resource.handler.lastIndexOf('.');
  const file = resource.handler.slice(0, dot);
  const candidates = ['.mjs', '.js', '.cjs'].map((ending) => join(resource.codeDirectory, file + ending));
  const modulePath = candidates.find((candidate) => existsSync(candidate));
  if (!modulePath) {
    throw new Error(`${resource.logicalId}: no file ${file}.mjs, .js or .cjs in ${resource.codeDirectory}`);
  }
  return { modulePath, exportName: resource.handler.slice(dot + 1) };
}

function contextFacts(resource: FunctionResource, awsRequestId: string) {
  return {
    awsRequestId,
    functionName: resource.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: resource.arn,
    memoryLimitInMB: String(resource.memoryMb),
    logGroupName: resource.logGroupName,
    logStreamName: logStreamName(resource),
  };
}

function logStreamName(resource: FunctionResource): string {
  return `2026/01/01/[$LATEST]${stableUuid(resource.arn).replaceAll('-', '')}`;
}
