import * as z from 'zod/mini';
import { EnvironmentName } from '../../shared/contracts/environment.ts';
import { readEnvironment } from '../../shared/runtime/environment.ts';

const text = z.string().check(z.minLength(1));

const Variables = z.object({
  AWS_REGION: text,
  [EnvironmentName.tableName]: text,
  [EnvironmentName.slackSecretName]: text,
  [EnvironmentName.slackChannel]: text,
  [EnvironmentName.slackQueueUrl]: text,
  [EnvironmentName.slackDeadLetterQueueUrl]: text,
  [EnvironmentName.accountId]: text,
  [EnvironmentName.runbookUrl]: z.optional(text),
});

export type Env = z.infer<typeof Variables>;

export const readEnv = (): Env => readEnvironment(Variables);
