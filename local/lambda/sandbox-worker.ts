import { Worker } from 'node:worker_threads';
import type { EpochMs } from '../contract.ts';
import type {
  ContextFacts,
  FromSandbox,
  FunctionError,
  Probe,
  SandboxData,
  ToSandbox,
} from './sandbox/messages.ts';

export interface SandboxOptions {
  readonly script: string;
  readonly data: SandboxData;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly onLog: (stream: 'stdout' | 'stderr', line: string) => void;
}

export type SandboxOutcome =
  | { readonly ok: true; readonly payload: string | undefined }
  | { readonly ok: false; readonly error: FunctionError };

/** One worker thread with one copy of a function. */
export interface Sandbox {
  /** False once it has crashed or been killed. */
  readonly alive: boolean;
  readonly busy: boolean;
  /** Requests it had open when its last invocation ended. */
  readonly leftOverRequests: number;
  invoke(event: string, context: ContextFacts, deadlineAt: EpochMs): Promise<SandboxOutcome>;
  /** Ends the present invocation with an error and the sandbox with it. */
  kill(error: FunctionError): Promise<void>;
  probe(): Promise<Probe | undefined>;
  fireDue(): void;
  close(): Promise<void>;
}

const exited = (code: number): FunctionError => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `Runtime exited with error: exit status ${code}`,
  trace: [],
});

export function startSandbox(options: SandboxOptions): Sandbox {
  const worker = new Worker(options.script, {
    eval: true,
    env: { ...options.environment },
    execArgv: [],
    argv: [],
    workerData: options.data,
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
  });
  let alive = true;
  let leftOverRequests = 0;
  let finish: ((outcome: SandboxOutcome) => void) | undefined;
  let answerProbe: ((probe: Probe | undefined) => void) | undefined;
  let probing: Promise<Probe | undefined> | undefined;

  const send = (message: ToSandbox): void => worker.postMessage(message);
  const settle = (outcome: SandboxOutcome): void => {
    finish?.(outcome);
    finish = undefined;
  };
  const settleProbe = (probe: Probe | undefined): void => {
    answerProbe?.(probe);
    answerProbe = undefined;
    probing = undefined;
  };
  const end = (error: FunctionError): void => {
    alive = false;
    leftOverRequests = 0;
    settle({ ok: false, error });
    settleProbe(undefined);
  };
  const receive = (message: FromSandbox): void => {
    if (message.type === 'log') options.onLog(message.stream, message.line);
    else if (message.type === 'probe') settleProbe(message.probe);
    else if (message.type === 'succeeded' || message.type === 'failed') {
      leftOverRequests = message.outstandingRequests;
      const { type } = message;
      settle(
        type === 'succeeded' ? { ok: true, payload: message.payload } : { ok: false, error: message.error },
      );
    } else if (message.type === 'init-failed') {
      end(message.error);
      void worker.terminate();
    }
  };

  worker.on('message', receive);
  worker.on('error', (error) => end(crashed(error)));
  worker.on('exit', (code) => end(exited(code)));

  return {
    get alive() {
      return alive;
    },
    get busy() {
      return finish !== undefined;
    },
    get leftOverRequests() {
      return leftOverRequests;
    },
    invoke: (event, context, deadlineAt) =>
      new Promise((resolve) => {
        finish = resolve;
        send({ type: 'invoke', event, context, deadlineAt });
      }),
    kill: async (error) => {
      end(error);
      await worker.terminate();
    },
    probe: () => {
      if (!alive) return Promise.resolve(undefined);
      probing ??= new Promise((resolve) => {
        answerProbe = resolve;
        send({ type: 'probe' });
      });
      return probing;
    },
    fireDue: () => send({ type: 'fire' }),
    close: async () => {
      alive = false;
      await worker.terminate();
    },
  };
}

function crashed(cause: unknown): FunctionError {
  if (!(cause instanceof Error)) {
    return { errorType: 'Runtime.Unknown', errorMessage: String(cause), trace: [] };
  }
  const outOfMemory = 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return {
    errorType: outOfMemory ? 'Runtime.OutOfMemory' : cause.name,
    errorMessage: cause.message,
    trace: (cause.stack ?? '').split('\n'),
  };
}
