import { type EpochMs, minutesMs } from '../../shared/domain/time.ts';
import type { Invariant } from './invariant.ts';
import { twoSweepsMs } from './outages-are-told.ts';
import type { ConnectionTruth } from './truth.ts';

/** From when traffic stops, or passes again, until a review has seen it. */
const seenWithinMs = minutesMs(15);

/** So much of the time before has to have had traffic both ways. */
const flowedForMs = minutesMs(6);
const flowedWithinMs = minutesMs(20);

export const stoppedTrafficIsTold: Invariant = {
  name: 'stopped-traffic-is-told',
  statement:
    'What had passed both ways through a connection and passes one way only, for longer than a quarter of an hour and two sweeps, though tunnels are up and nothing stood in the way of looking, is told as an outage for as long as it lasts; it is held to have stopped until it has passed both ways, and no longer a quarter of an hour after it passes again, and never if it had not.',
  watch: ({ estate, truth, calm, channel }) => {
    const { confirmOutageAfterMs } = estate.policy.incident;
    const sure = new Set<string>();
    /** Since when what is held to have stopped had stopped. */
    const held = new Map<string, EpochMs>();
    return (fact, at) => {
      if (fact.kind === 'traffic' && fact.passage === 'both-ways') sure.delete(fact.connectionId);
      if (fact.kind === 'saved' && fact.saved && fact.incident.phase === 'open') {
        const { connectionId, tunnels } = fact.incident;
        const traffic = truth.connections.get(connectionId)?.traffic;
        // One that never brings anything back is known by that, whether or not anything passes just then.
        const stopped = tunnels.find((each) => isStopped(each) && each.outsideIp !== traffic?.silent);
        if (stopped && !traffic?.everStopped)
          return `traffic is said to have stopped in ${stopped.outsideIp}, and never has`;
        const heldFrom = held.get(connectionId);
        const areUp = tunnels.every(({ state }) => state === 'up');
        if (stopped) held.set(connectionId, heldFrom ?? traffic?.since ?? at);
        else if (areUp) held.delete(connectionId);
        const passes = heldFrom === undefined || traffic?.flowed.some(({ to }) => to > heldFrom);
        return areUp && !passes
          ? `${connectionId}: traffic is said to pass again, and has not since ${heldFrom}`
          : undefined;
      }
      if (fact.kind !== 'minute') return undefined;
      const since = calm.since('traffic', at);
      if (since === undefined) return undefined;
      for (const connection of truth.connections.values()) {
        const { connectionId, traffic, incident } = connection;
        const { passage } = traffic;
        if (passage === 'nothing' || connection.healths.includes('none')) continue;
        const base = Math.max(since, traffic.since, steadySince(connection));
        if (at - base <= seenWithinMs + twoSweepsMs + confirmOutageAfterMs) continue;
        if (passage === 'both-ways') {
          const stopped = incident?.phase === 'open' && incident.tunnels.find(isStopped);
          if (stopped)
            return `traffic is said to have stopped in ${stopped.outsideIp}, and has passed since ${base}`;
          continue;
        }
        if (flowedBefore(connection) && base - traffic.since < seenWithinMs) sure.add(connectionId);
        const told = channel.incidents.get(connectionId)?.at(-1)?.announcements.at(-1)?.message.severity;
        if (sure.has(connectionId) && told !== 'critical')
          return `${connectionId}: ${passage} since ${traffic.since}, told last: ${told ?? 'nothing'}`;
      }
      return undefined;
    };
  },
};

const isStopped = ({ state }: { readonly state: string }): boolean => state === 'no-traffic';

/** Since when AWS has shown it as it does, at least one tunnel being up; for ever later while none is. */
const steadySince = ({ stateSince, tagsSince, healthSince, tunnels }: ConnectionTruth): EpochMs => {
  const all = [...tunnels.values()];
  if (!all.some(({ shown }) => shown === 'up')) return Number.POSITIVE_INFINITY;
  return Math.max(stateSince, tagsSince, healthSince, ...all.map(({ shownSince }) => shownSince));
};

const flowedBefore = ({ traffic: { flowed, since } }: ConnectionTruth): boolean =>
  flowed.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to, since) - Math.max(from, since - flowedWithinMs)),
    0,
  ) >= flowedForMs;
