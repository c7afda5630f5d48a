import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'aws-lambda';
import type { Log } from '../ports/shell.ts';

const requestIds = new AsyncLocalStorage<string>();

/** The id of the invocation that is running, for the lines that it logs. */
export const currentRequestId = (): string | undefined => requestIds.getStore();

/**
 * Wraps a handler: every line it logs carries the request id, and what it throws is logged here in a safe form before
 * Lambda sees it.
 */
export const withInvocation =
  <Event, Result, NeededContext>(
    log: Log,
    handler: (event: Event, context: NeededContext & Context) => Promise<Result>,
  ): ((event: Event, context: NeededContext & Context) => Promise<Result>) =>
  (event, context) =>
    requestIds.run(context.awsRequestId, async () => {
      try {
        return await handler(event, context);
      } catch (error) {
        log.error('invocation failed', { error });
        throw error;
      }
    });
