import type { EpochMs } from '../../shared/domain/time.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Disturbance, Fault } from '../plan/disturbance.ts';
import type { ActiveFault } from './fate.ts';
import type { FunctionName } from './function-name.ts';

/** The faults of a plan that are in force just now. */
export interface InForce {
  all(): readonly ActiveFault[];
  of<Kind extends Fault['kind']>(kind: Kind): readonly ActiveFault<Extract<Fault, { kind: Kind }>>[];
  /** How far the clock of a function's machine is off. */
  clockOffMs(name: FunctionName): number;
}

export const createInForce = (
  plan: readonly (Disturbance | undefined)[],
  scheduler: Scheduler,
  start: EpochMs,
): InForce => {
  const windows = plan.flatMap((fault, id) => (fault && 'fromMs' in fault ? [{ id, fault }] : []));
  let active: readonly ActiveFault[] = [];
  const refresh = (): void => {
    const sinceStart = scheduler.now() - start;
    active = windows.filter(({ fault }) => fault.fromMs <= sinceStart && sinceStart < fault.toMs);
  };
  for (const { fault } of windows) {
    scheduler.at(start + fault.fromMs, refresh);
    scheduler.at(start + fault.toMs, refresh);
  }
  const clocks = new Map(
    plan.flatMap((each) => (each?.kind === 'clock-off' ? [[each.function, each.byMs] as const] : [])),
  );
  return {
    all: () => active,
    of: <Kind extends Fault['kind']>(kind: Kind) =>
      active.filter(({ fault }) => fault.kind === kind) as unknown as readonly ActiveFault<
        Extract<Fault, { kind: Kind }>
      >[],
    clockOffMs: (name) => clocks.get(name) ?? 0,
  };
};
