import { type EpochMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { Invariant } from './invariant.ts';

/** Two clocks may be this far apart, and a call is a while under way. */
const toleranceMs = secondsMs(35);

export const restartsAreSafe: Invariant = {
  name: 'restarts-are-safe',
  statement:
    'No call reaches AWS for a tunnel that AWS has shown as up since before the function looked, nor for one that has really been up for two minutes; nor while a restart of the other tunnel has been under way for less than 15 minutes and the tunnel has not been up since.',
  watch: ({ truth, estate }) => {
    const restarted = new Map<string, { readonly outsideIp: string; readonly at: EpochMs }>();
    return (fact, at) => {
      if (fact.kind !== 'restart-call' || fact.invocation === undefined) return undefined;
      const { connectionId, outsideIp, invocation } = fact;
      const connection = truth.connections.get(connectionId);
      const tunnel = connection?.tunnels.get(outsideIp);
      const lookedAt = truth.invocations.get(invocation)?.startedAt ?? at;
      if (!tunnel || !connection) return `a restart of ${outsideIp}, which does not exist`;
      if (tunnel.shown === 'up' && tunnel.shownSince <= lookedAt) {
        return `${outsideIp} was restarted though it had been shown as up for ${at - tunnel.shownSince} ms`;
      }
      if (tunnel.up && at - tunnel.since > minutesMs(2)) {
        return `${outsideIp} was restarted though it had been up for ${at - tunnel.since} ms`;
      }
      const last = restarted.get(connectionId);
      if (last && at - last.at < estate.policy.restart.verifyWithinMs - toleranceMs) {
        const other = connection.tunnels.get(last.outsideIp);
        const cameUp = other !== undefined && (other.up ? other.since > last.at : false);
        if (other && !cameUp && last.outsideIp !== outsideIp) {
          return `${outsideIp} was restarted while ${last.outsideIp} was in restart`;
        }
      }
      if (fact.effect === 'replaced') restarted.set(connectionId, { outsideIp, at });
      return undefined;
    };
  },
};
