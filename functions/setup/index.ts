import type { Context } from 'aws-lambda';
import { withInvocation } from '../../shared/runtime/invocation.ts';
import { createLog } from '../../shared/runtime/log.ts';
import { withOwnMetrics } from '../../shared/runtime/own-metrics.ts';
import { createDeps } from './deps.ts';
import { readEnv } from './env.ts';
import { createSetupHandler } from './handler.ts';
import { outcomeOfFailure, reasonOf } from './outcome.ts';
import { readRequest } from './request.ts';
import { respond } from './respond.ts';

type Handler = (event: unknown, context: Context) => Promise<void>;

const open = (): Handler => {
  const deps = createDeps(readEnv());
  return withInvocation(deps.log, withOwnMetrics(deps.ownMetrics, createSetupHandler(deps)));
};

/** Opened only now, so that CloudFormation is answered even if that fails: else it would wait for the whole time-out. */
export const handler: Handler = async (event, context) => {
  let opened: Handler;
  try {
    opened = open();
  } catch (error) {
    createLog().error('setup cannot start', { error });
    const request = readRequest(event);
    const sleep = (durationMs: number) => new Promise<void>((resolve) => setTimeout(resolve, durationMs));
    await respond({ fetch, sleep }, request, outcomeOfFailure(request, reasonOf(error)));
    return;
  }
  await opened(event, context);
};
