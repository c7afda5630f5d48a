import * as z from 'zod/mini';
import { EnvironmentName } from '../../shared/contracts/environment.ts';
import { decidingVariables, regionVariables } from '../../shared/runtime/deciding-environment.ts';
import { readEnvironment } from '../../shared/runtime/environment.ts';

const Variables = z.object({
  ...decidingVariables,
  ...regionVariables,
  [EnvironmentName.slackOnly]: z.optional(z.string()),
});

export type Env = z.infer<typeof Variables>;

export const readEnv = (): Env => readEnvironment(Variables);
