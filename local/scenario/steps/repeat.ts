import type { StepDeps } from './deps.ts';

/** Does something so many times, the first at once. */
export const repeat = (
  { clock }: StepDeps,
  times: number,
  spacingMs: number,
  run: (index: number) => void,
): void => {
  for (let index = 0; index < times; index += 1) {
    clock.after(index * spacingMs, 'repeated step', () => run(index));
  }
};
