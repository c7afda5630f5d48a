import type { Announcement } from '../../shared/contracts/announcement.ts';
import { type EpochMs, secondsMs } from '../../shared/domain/time.ts';
import type { Invariant } from './invariant.ts';
import type { ConnectionTruth } from './truth.ts';

/** Two sweeps, each up to a minute and a half apart, and the calls that they make. */
const twoSweepsMs = secondsMs(135);

export const outagesAreTold: Invariant = {
  name: 'outages-are-told',
  statement:
    'A connection that AWS has shown as down, or degraded, or healthy again, for longer than the policy waits and two sweeps take, the way to the topic being free all that time, has been told so over the topic.',
  watch: ({ estate, truth, calm }) => {
    const told = new Map<string, Announcement>();
    const { incident: policy } = estate.policy;
    const patienceMs = {
      outage: policy.confirmOutageAfterMs + twoSweepsMs,
      degraded: policy.confirmDegradedAfterMs + twoSweepsMs,
      healthy: policy.stableForMs + policy.flappingWindowMs + 2 * twoSweepsMs,
      none: twoSweepsMs,
    };
    const judge = (id: string, connection: ConnectionTruth, since: EpochMs, at: EpochMs) => {
      const { health } = connection;
      const heldMs = at - Math.max(since, connection.healthSince);
      if (heldMs < patienceMs[health]) return undefined;
      const last = told.get(id)?.message.severity;
      if (isRight(health, last)) return undefined;
      return `${id} has been shown as ${health} for ${heldMs / 1_000} s; told last: ${last ?? 'nothing'}`;
    };
    return (fact, at) => {
      if (fact.kind === 'published') {
        const { connectionId } = fact.announcement;
        const isIncident = fact.announcement.kind.startsWith('incident.');
        if (isIncident && connectionId !== undefined) told.set(connectionId, fact.announcement);
        return undefined;
      }
      if (fact.kind !== 'minute') return undefined;
      const since = calm.since('telling', at);
      if (since === undefined) return undefined;
      for (const [id, connection] of truth.connections) {
        const wrong = judge(id, connection, since, at);
        if (wrong) return wrong;
      }
      return undefined;
    };
  },
};

const isRight = (
  health: ConnectionTruth['health'],
  told: Announcement['message']['severity'] | undefined,
): boolean => {
  switch (health) {
    case 'outage':
      return told === 'critical';
    case 'degraded':
      return told === 'warning';
    case 'healthy':
    case 'none':
      return told === undefined || told === 'resolved';
  }
};
