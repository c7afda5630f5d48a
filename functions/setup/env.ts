import * as z from 'zod/mini';
import { EnvironmentName } from '../../shared/contracts/environment.ts';
import { intakeVariables } from '../../shared/runtime/deciding-environment.ts';
import { readEnvironment } from '../../shared/runtime/environment.ts';

const text = z.string().check(z.minLength(1));

const Variables = z.object({
  ...intakeVariables,
  [EnvironmentName.slackSecretName]: text,
  [EnvironmentName.slackChannel]: text,
  [EnvironmentName.slackOnly]: z.optional(text),
});

export type Env = z.infer<typeof Variables>;

export const readEnv = (): Env => readEnvironment(Variables);
