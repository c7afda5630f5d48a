import type { Scenario } from './format/scenario.ts';
import { type Step, type VerbName, verbNames } from './format/step.ts';
import { accountSteps } from './steps/account-steps.ts';
import type { StepDeps } from './steps/deps.ts';
import { eventSteps } from './steps/event-steps.ts';
import { gatewaySteps } from './steps/gateway-steps.ts';
import type { Handlers } from './steps/handlers.ts';
import { troubleSteps } from './steps/trouble-steps.ts';

export type { StepDeps };

const handlers: Handlers = { ...gatewaySteps, ...eventSteps, ...troubleSteps, ...accountSteps };

/** Puts every step of a scenario on the clock, counted from now. */
export const scheduleSteps = (scenario: Pick<Scenario, 'steps'>, deps: StepDeps): void => {
  const startedAt = deps.clock.now();
  for (const step of scenario.steps) {
    const text = step.says ?? describe(step);
    deps.clock.at(startedAt + step.at, text, () => {
      deps.journal.record('scenario.step', { text });
      for (const verb of verbNames) run(verb, step, deps);
    });
  }
};

const run = <V extends VerbName>(verb: V, step: Step, deps: StepDeps): void => {
  const value = step[verb];
  if (value !== undefined && value !== null) handlers[verb](value, deps);
};

/** `gatewayGoesSilent` and its target as words. */
const describe = (step: Step): string => {
  const verb = verbNames.find((name) => step[name] !== undefined) ?? '';
  const value: unknown = Reflect.get(step, verb);
  const about = typeof value === 'string' ? value : targetOf(value);
  return `${verb.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${about}`.trim();
};

const targetOf = (value: unknown): string => {
  const { target, tunnel, resource, code, id, operation } = (value ?? {}) as Readonly<
    Record<string, unknown>
  >;
  return String(target ?? tunnel ?? resource ?? code ?? id ?? operation ?? '');
};
