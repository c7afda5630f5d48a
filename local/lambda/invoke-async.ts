import type { Authorize, CallContext, Clock, Journal } from '../contract.ts';
import { createIds } from '../kernel/ids.ts';
import type { Queues } from '../services/sqs/queues.ts';
import type { FunctionResource } from '../template/deployment.ts';
import type { InvocationOutcome, InvokeFunction } from './invocation.ts';

/** Accepts an event for a function; runs it, and again on failure, on its own. */
export type InvokeAsync = (resource: FunctionResource, event: unknown) => void;

export interface InvokeAsyncDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly invoke: InvokeFunction;
  readonly queues: Queues;
  readonly authorize: Authorize;
  readonly accountId: string;
  readonly partition: string;
  /** Publishes to a topic that is a function's destination. */
  readonly publish: (topicArn: string, message: string) => void;
}

interface Attempt {
  readonly resource: FunctionResource;
  readonly event: unknown;
  readonly requestId: string;
  readonly acceptedAt: number;
  readonly retries: number;
  readonly throttles: number;
}

/** Lambda waits one minute before the first retry of a failed function, and two before the second. */
const retryPausesMs = [60_000, 120_000];
const longestThrottlePauseMs = 5 * 60_000;

/** Asynchronous invocation with Lambda's retries, dead-letter queue and destinations. */
export function createInvokeAsync(deps: InvokeAsyncDeps): InvokeAsync {
  const { clock } = deps;
  const nextId = createIds('async invocation');
  const plan = (attempt: Attempt, pauseMs: number): void => {
    clock.after(pauseMs, `invoke ${attempt.resource.name}`, () => {
      void run(attempt);
    });
  };

  const run = async (attempt: Attempt): Promise<void> => {
    const { resource, retries, throttles, acceptedAt } = attempt;
    const { maximumRetryAttempts, maximumEventAgeMs } = resource.asyncInvoke;
    const outcome = await deps.invoke(resource.arn, attempt.event);
    if (outcome.ok) {
      settle(attempt, outcome, 'Success', deps);
      return;
    }
    const throttled = 'throttled' in outcome;
    const pauseMs = throttled
      ? Math.min(1_000 * 2 ** throttles, longestThrottlePauseMs)
      : (retryPausesMs[retries] ?? 0);
    if (clock.now() + pauseMs - acceptedAt > maximumEventAgeMs) {
      settle(attempt, outcome, 'EventAgeExceeded', deps);
    } else if (!throttled && retries >= maximumRetryAttempts) {
      settle(attempt, outcome, 'RetriesExhausted', deps);
    } else {
      plan(
        throttled ? { ...attempt, throttles: throttles + 1 } : { ...attempt, retries: retries + 1 },
        pauseMs,
      );
    }
  };

  return (resource, event) =>
    plan({ resource, event, requestId: nextId(), acceptedAt: clock.now(), retries: 0, throttles: 0 }, 0);
}

type Condition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';

function settle(
  attempt: Attempt,
  outcome: InvocationOutcome,
  condition: Condition,
  deps: InvokeAsyncDeps,
): void {
  const { resource, event } = attempt;
  const { onFailureArn, onSuccessArn } = resource.asyncInvoke;
  const failed = condition !== 'Success';
  if (failed) {
    deps.journal.record('function.gave-up', { functionName: resource.name, condition, event });
    if (resource.deadLetterTargetArn !== undefined) {
      send(resource, resource.deadLetterTargetArn, JSON.stringify(event), deps);
    }
  }
  const destination = failed ? onFailureArn : onSuccessArn;
  if (destination !== undefined) {
    send(resource, destination, JSON.stringify(record(attempt, outcome, condition, deps)), deps);
  }
}

/** What Lambda sends to a destination. */
function record(
  attempt: Attempt,
  outcome: InvocationOutcome,
  condition: Condition,
  { clock }: InvokeAsyncDeps,
) {
  return {
    version: '1.0',
    timestamp: new Date(clock.now()).toISOString(),
    requestContext: {
      requestId: attempt.requestId,
      functionArn: `${attempt.resource.arn}:$LATEST`,
      condition,
      approximateInvokeCount: attempt.retries + 1,
    },
    requestPayload: attempt.event,
    ...('error' in outcome && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: outcome.error,
    }),
    ...('payload' in outcome && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST' },
      responsePayload: outcome.payload,
    }),
  };
}

/** Sends with the permissions of the function's own role. */
function send(resource: FunctionResource, targetArn: string, body: string, deps: InvokeAsyncDeps): void {
  const { accountId, partition, journal } = deps;
  const service = targetArn.split(':')[2];
  const action = service === 'sns' ? 'sns:Publish' : 'sqs:SendMessage';
  const principal = { kind: 'function', functionName: resource.name, roleArn: resource.roleArn } as const;
  const context: CallContext = { region: resource.region, accountId, partition, principal, requestId: '' };
  const verdict = deps.authorize(principal, { action, resources: [targetArn] }, context);
  if (!verdict.allowed) {
    journal.record('access.denied', {
      principal: resource.roleArn,
      action,
      resource: targetArn,
      why: verdict.why,
    });
  } else if (service === 'sns') deps.publish(targetArn, body);
  else if (service === 'sqs') deps.queues.byArn(targetArn)?.send({ body });
  else throw new Error(`${resource.logicalId}: destination ${targetArn} is not modelled`);
}
