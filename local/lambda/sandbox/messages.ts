import type { EpochMs } from '../../contract.ts';

/** What a sandbox is started with. */
export interface SandboxData {
  /** A Float64 that holds the virtual time. */
  readonly time: SharedArrayBuffer;
  readonly modulePath: string;
  readonly exportName: string;
  /** Origin as functions know it → origin on loopback. */
  readonly rewriteOrigins: Readonly<Record<string, string>>;
  readonly seed: number;
}

export interface ContextFacts {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

export type ToSandbox =
  | {
      readonly type: 'invoke';
      readonly event: string;
      readonly context: ContextFacts;
      readonly deadlineAt: EpochMs;
    }
  | { readonly type: 'fire' }
  | { readonly type: 'probe' };

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** What a sandbox is waiting for. */
export interface Probe {
  readonly outstandingRequests: number;
  /** Work of the runtime itself (files, name lookups, key derivation) that ends by itself. */
  readonly pendingOperations: number;
  readonly nextTimerDueAt: EpochMs | undefined;
  /** Grows with everything that begins or ends, so that two equal answers mean that nothing happened in between. */
  readonly progress: number;
}

export type FromSandbox =
  | { readonly type: 'ready' }
  | { readonly type: 'init-failed'; readonly error: FunctionError }
  | { readonly type: 'succeeded'; readonly payload: string | undefined; readonly outstandingRequests: number }
  | { readonly type: 'failed'; readonly error: FunctionError; readonly outstandingRequests: number }
  | { readonly type: 'log'; readonly stream: 'stdout' | 'stderr'; readonly line: string }
  | { readonly type: 'probe'; readonly probe: Probe };
