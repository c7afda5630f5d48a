/** Log causes against which no restart helps: the fault is in a configuration, on the way, or in BGP while IPsec is up. */
const beyondRestart =
  /^(pre-shared-key|authentication|proposal-phase-[12]|phase-2-failed|traffic-selectors|peer-unreachable|bgp-(?!no-routes).+)$/;

export const restartCannotHelp = (causeName: string): boolean => beyondRestart.test(causeName);
