import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { IncidentPolicy } from '../../shared/domain/policy.ts';
import { secondsMs } from '../../shared/domain/time.ts';
import type { Invariant } from './invariant.ts';
import type { Shown } from './shown-health.ts';

/** Two sweeps, each up to a minute and a half apart, and the calls that they make. */
export const twoSweepsMs = secondsMs(135);

export const outagesAreTold: Invariant = {
  name: 'outages-are-told',
  statement:
    'A connection that AWS has shown as down, or degraded, or healthy again, for longer than the policy waits and two sweeps take, the way to the topic being free all that time, has been told so over the topic.',
  watch: ({ estate, truth, calm, channel }) => {
    const patience = patienceOf(estate.policy.incident);
    return (fact, at) => {
      if (fact.kind !== 'minute') return undefined;
      const since = calm.since('telling', at);
      if (since === undefined) return undefined;
      for (const [id, { healths, healthSince }] of truth.connections) {
        const heldMs = at - Math.max(since, healthSince);
        if (heldMs < patience(healths)) continue;
        const last = channel.incidents.get(id)?.at(-1)?.announcements.at(-1);
        const severity = last?.message.severity;
        if (isRight(healths, severity)) continue;
        const told = severity ?? 'nothing';
        return `${id} has been shown as ${healths.join(' or ')} for ${heldMs / 1_000} s; told last: ${told}`;
      }
      return undefined;
    };
  },
};

/** How long after a change it must have been told. One that flaps is not told as recovered before it has settled. */
export const patienceOf = (policy: IncidentPolicy): ((healths: readonly Shown[]) => number) => {
  const patienceMs: Readonly<Record<Shown, number>> = {
    outage: policy.confirmOutageAfterMs + twoSweepsMs,
    degraded: policy.confirmDegradedAfterMs + twoSweepsMs,
    healthy: policy.stableForMs + policy.flappingWindowMs + 2 * twoSweepsMs,
    none: twoSweepsMs,
  };
  return (healths) => Math.max(...healths.map((health) => patienceMs[health]));
};

type Severity = Announcement['message']['severity'];

/** Whether one of the healths may be told so. */
export const isRight = (healths: readonly Shown[], told: Severity | undefined): boolean =>
  healths.some((health) => {
    if (health === 'outage') return told === 'critical';
    return health === 'degraded' ? told === 'warning' : told === undefined || told === 'resolved';
  });
