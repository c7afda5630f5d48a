import type { Step, VerbName } from '../format/step.ts';
import type { StepDeps } from './deps.ts';

/** What each verb does. */
export type Handlers = {
  readonly [V in VerbName]: (value: NonNullable<Step[V]>, deps: StepDeps) => void;
};
