import { SetupAnswer } from '../../shared/contracts/stack.ts';
import { secondsMs } from '../../shared/domain/time.ts';
import type { Sleep } from '../../shared/ports/shell.ts';
import type { SetupOutcome } from './outcome.ts';
import { physicalIdOf, type SetupRequest } from './request.ts';

export interface RespondDeps {
  readonly fetch: typeof fetch;
  readonly sleep: Sleep;
}

/** An answer may have 4,096 bytes (AWS CloudFormation user guide, "Custom resource response objects"). */
const longestTextBytes = 2_500;

const timeoutMs = secondsMs(10);

/** Together with four time-outs less than what is kept back for the answer. Putting it twice does no harm. */
const pausesMs = [1, 2, 4].map(secondsMs);

/** Tells CloudFormation how it went. Without an answer it would wait for the whole time-out of the resource. */
export const respond = async (
  deps: RespondDeps,
  request: SetupRequest,
  outcome: SetupOutcome,
): Promise<void> => {
  const body = JSON.stringify({
    Status: outcome.ok ? 'SUCCESS' : 'FAILED',
    ...(outcome.ok
      ? { Data: { [SetupAnswer.warnings]: fitting(outcome.warnings.join(' ') || SetupAnswer.noWarnings) } }
      : { Reason: fitting(outcome.reason) }),
    PhysicalResourceId: physicalIdOf(request, outcome.ok),
    StackId: request.StackId,
    RequestId: request.RequestId,
    LogicalResourceId: request.LogicalResourceId,
  });
  let refusal = await put(deps, request.ResponseURL, body);
  for (const pauseMs of pausesMs) {
    if (refusal === undefined || refusal.isFinal) break;
    await deps.sleep(pauseMs);
    refusal = await put(deps, request.ResponseURL, body);
  }
  if (refusal) throw new Error(`CloudFormation did not take the answer: ${refusal.why}.`);
};

interface Refusal {
  readonly why: string;
  readonly isFinal: boolean;
}

/** The address is signed: it must not be logged, and what `fetch` throws may hold it. */
const put = async (deps: RespondDeps, url: string, body: string): Promise<Refusal | undefined> => {
  try {
    const { ok, status } = await deps.fetch(url, {
      method: 'PUT',
      // The address is signed without a content type.
      headers: { 'content-type': '' },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return ok ? undefined : { why: `HTTP ${status}`, isFinal: status < 500 };
  } catch (error) {
    return { why: error instanceof Error ? error.name : 'no answer', isFinal: false };
  }
};

const fitting = (text: string): string => {
  let fitted = [...text];
  while (Buffer.byteLength(JSON.stringify(fitted.join(''))) > longestTextBytes) fitted = fitted.slice(0, -50);
  return fitted.join('');
};
