import { type EpochMs, minutesMs } from '../../shared/domain/time.ts';
import type { Invariant } from './invariant.ts';
import { twoSweepsMs } from './outages-are-told.ts';

/** From the topic into the channel, behind some other messages. */
const deliveryMs = minutesMs(3);

export const anOutageThatStaysRings: Invariant = {
  name: 'an-outage-that-stays-rings',
  statement:
    'An outage that AWS has shown for longer than twice the time after which a connection counts as stable has rung in the channel since it began, or has been told as one, however often the connection has dropped before; one that a storm has gathered rings by the storm.',
  watch: ({ estate, truth, calm, channel }) => {
    const rangAt = new Map<string, EpochMs>();
    /** Since when an incident is told as an outage: traffic may have stopped before the tunnels fell. */
    const criticalSince = new Map<string, EpochMs>();
    const { confirmOutageAfterMs, stableForMs } = estate.policy.incident;
    const patienceMs = 2 * stableForMs + confirmOutageAfterMs + twoSweepsMs + deliveryMs;
    return (fact, at) => {
      if (fact.kind === 'published') {
        const { subjectId, message } = fact.announcement;
        if (message.severity !== 'critical') criticalSince.delete(subjectId);
        else if (!criticalSince.has(subjectId)) criticalSince.set(subjectId, at);
      }
      if (fact.kind === 'slack' && (fact.call === 'post' || fact.broadcast)) {
        const subjectId = channel.messages.get(fact.threadTs ?? fact.ts)?.subjectId;
        if (subjectId !== undefined) rangAt.set(subjectId, at);
      }
      if (fact.kind !== 'minute' || estate.slackMode === 'webhook') return undefined;
      const calmSince = calm.since('slack', at);
      if (calmSince === undefined) return undefined;
      for (const [id, { healths, healthSince }] of truth.connections) {
        if (healths.join() !== 'outage' || at - Math.max(calmSince, healthSince) < patienceMs) continue;
        const subject = channel.incidents.get(id)?.at(-1);
        if (!subject || subject.announcements.some(({ gatheredIn }) => gatheredIn !== undefined)) continue;
        const { subjectId } = subject;
        const since = Math.min(healthSince, criticalSince.get(subjectId) ?? healthSince);
        if ((rangAt.get(subjectId) ?? 0) >= since) continue;
        return `${id} has been down since ${healthSince}, and nothing has rung since`;
      }
      return undefined;
    };
  },
};
