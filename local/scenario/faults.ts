import type { CallFault, Clock, EpochMs, Faults } from '../contract.ts';

/** How many calls a fault lasts for, or until when; without either, one call. */
export interface FaultLimits {
  readonly times?: number | undefined;
  readonly forMs?: number | undefined;
}

export interface AddableFaults extends Faults {
  add(fault: CallFault, limits?: FaultLimits): void;
}

interface ActiveFault {
  readonly fault: CallFault;
  readonly until: EpochMs;
  left: number;
}

/** Faults in the order in which they were added: the first that fits a call is taken. */
export const createFaults = (clock: Clock): AddableFaults => {
  let active: readonly ActiveFault[] = [];
  return {
    add: (fault, { times, forMs } = {}) => {
      const until = forMs === undefined ? Number.POSITIVE_INFINITY : clock.now() + forMs;
      const left = times ?? (forMs === undefined ? 1 : Number.POSITIVE_INFINITY);
      active = [...active, { fault, until, left }];
    },
    take: (service, operation, region) => {
      active = active.filter(({ until, left }) => left > 0 && until > clock.now());
      const found = active.find(
        ({ fault }) =>
          fault.service === service &&
          (fault.operation === '*' || fault.operation === operation) &&
          (fault.region === undefined || fault.region === region),
      );
      if (!found) return undefined;
      found.left -= 1;
      return found.fault;
    },
  };
};
