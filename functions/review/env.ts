import * as z from 'zod/mini';
import { EnvironmentName } from '../../shared/contracts/environment.ts';
import { decidingVariables } from '../../shared/runtime/deciding-environment.ts';
import { jsonVariable, readEnvironment } from '../../shared/runtime/environment.ts';

const Variables = z.object({
  ...decidingVariables,
  [EnvironmentName.regions]: jsonVariable(z.array(z.string().check(z.minLength(1))).check(z.minLength(1))),
  [EnvironmentName.slackOnly]: z.optional(z.string()),
});

export type Env = z.infer<typeof Variables>;

export const readEnv = (): Env => readEnvironment(Variables);
