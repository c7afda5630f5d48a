import * as z from 'zod/mini';
import { EnvironmentName } from '../contracts/environment.ts';
import type { Policy } from '../domain/policy.ts';
import { jsonVariable, readEnvironment } from './environment.ts';

const text = z.string().check(z.minLength(1));

/** Written at synth from a configuration that has been checked, so its parts are not checked again. */
const policy = z.custom<Policy>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['incident', 'restart', 'storm', 'notices'].every((part) => part in value),
  'must hold incident, restart, storm and notices',
);

/** Variables of every function that decides about incidents or restarts. */
export const decidingVariables = {
  AWS_REGION: text,
  [EnvironmentName.tableName]: text,
  [EnvironmentName.topicArn]: text,
  [EnvironmentName.policy]: jsonVariable(policy),
  [EnvironmentName.accountId]: text,
  [EnvironmentName.runbookUrl]: z.optional(text),
};

/** Variables of every function that has to know which regions are watched. */
export const regionVariables = {
  [EnvironmentName.regions]: jsonVariable(z.array(text).check(z.minLength(1))),
  [EnvironmentName.otherRegions]: z.optional(z.literal('watched')),
};

/** Variables of every function that takes signals in. */
export const intakeVariables = {
  ...decidingVariables,
  ...regionVariables,
  [EnvironmentName.restartQueueUrl]: text,
  [EnvironmentName.diagnosisQueueUrl]: text,
};

const IntakeVariables = z.object(intakeVariables);

/** What every function that takes signals in has to know. */
export type IntakeEnvironment = z.infer<typeof IntakeVariables>;

export const readIntakeEnvironment = (): IntakeEnvironment => readEnvironment(IntakeVariables);
