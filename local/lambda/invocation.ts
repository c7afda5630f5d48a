import type { FunctionError } from './sandbox/messages.ts';

/** How an invocation ended. */
export type InvocationOutcome =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: FunctionError }
  /** Refused for want of concurrency: the function did not run. */
  | { readonly ok: false; readonly throttled: true };

/** Runs a function by name or ARN with an event, as `Invoke` with type RequestResponse does. */
export type InvokeFunction = (functionName: string, event: unknown) => Promise<InvocationOutcome>;

/** Lambda's words for a function that has run for its whole time-out. */
export function timeoutError(requestId: string, timeoutMs: number): FunctionError {
  const seconds = (timeoutMs / 1000).toFixed(2);
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
    trace: [],
  };
}
