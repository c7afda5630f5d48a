import * as z from 'zod/mini';
import { EnvironmentName } from '../../shared/contracts/environment.ts';
import { intakeVariables } from '../../shared/runtime/deciding-environment.ts';
import { jsonVariable, readEnvironment } from '../../shared/runtime/environment.ts';

const Variables = z.object({
  ...intakeVariables,
  [EnvironmentName.spokes]: jsonVariable(z.array(z.string())),
  [EnvironmentName.heartbeatUrl]: z.optional(z.string()),
});

export type Env = z.infer<typeof Variables>;

export const readEnv = (): Env => readEnvironment(Variables);
