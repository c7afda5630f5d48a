import { withInvocation } from '../../shared/runtime/invocation.ts';
import { withOwnMetrics } from '../../shared/runtime/own-metrics.ts';
import { createDeps } from './deps.ts';
import { readEnv } from './env.ts';
import { createSetupHandler } from './handler.ts';

const deps = createDeps(readEnv());

export const handler = withInvocation(deps.log, withOwnMetrics(deps.ownMetrics, createSetupHandler(deps)));
