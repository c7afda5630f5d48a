import { toleranceMs } from './guards.ts';
import type { Invariant } from './invariant.ts';

export const uncertainRestartsAreNotRepeated: Invariant = {
  name: 'uncertain-restarts-are-not-repeated',
  statement:
    'After a restart whose answer the function did not get, no other one reaches AWS for the connection until the tunnel has been shown as up or the time of verification is over.',
  watch: ({ truth, estate }) => {
    return (fact, at) => {
      if (fact.kind !== 'restart-call' || fact.by === 'person') return undefined;
      const { verifyWithinMs } = estate.policy.restart;
      const uncertain = truth.calls
        .slice(0, -1)
        .findLast((call) => call.connectionId === fact.connectionId && !call.heard);
      if (!uncertain || at - uncertain.at >= verifyWithinMs - toleranceMs) return undefined;
      const tunnel = truth.connections.get(fact.connectionId)?.tunnels.get(uncertain.outsideIp);
      if (tunnel && tunnel.lastUpAt > uncertain.at) return undefined;
      // AWS has refused it, and only a person could tell; the tunnel was not touched.
      return `${fact.outsideIp} was restarted ${at - uncertain.at} ms after a restart of ${uncertain.outsideIp} of which nobody knew what came of it`;
    };
  },
};
