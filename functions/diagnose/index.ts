import { withInvocation } from '../../shared/runtime/invocation.ts';
import { createDeps } from './deps.ts';
import { readEnv } from './env.ts';
import { createDiagnoseHandler } from './handler.ts';

const deps = createDeps(readEnv());

export const handler = withInvocation(deps.log, createDiagnoseHandler(deps));
