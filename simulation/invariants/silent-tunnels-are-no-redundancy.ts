import { type EpochMs, minutesMs } from '../../shared/domain/time.ts';
import type { Invariant } from './invariant.ts';
import { twoSweepsMs } from './outages-are-told.ts';
import type { ConnectionTruth } from './truth.ts';

/** Reviews judge a quarter of an hour, and metrics come late. */
const knownAfterMs = minutesMs(30);

/** What was known so shortly before a fall still counts. */
const holdsForMs = minutesMs(10);

export const silentTunnelsAreNoRedundancy: Invariant = {
  name: 'silent-tunnels-are-no-redundancy',
  statement:
    'Where one tunnel has brought nothing back for half an hour, though AWS sends through it and nothing stood in the way of looking, the fall of the other one is told as an outage as soon as any outage is.',
  watch: ({ estate, truth, calm, channel }) => {
    const patienceMs = estate.policy.incident.confirmOutageAfterMs + twoSweepsMs;
    const knownAt = new Map<string, EpochMs>();
    return (fact, at) => {
      if (fact.kind !== 'minute') return undefined;
      const since = calm.since('traffic', at);
      if (since === undefined) {
        knownAt.clear();
        return undefined;
      }
      for (const connection of truth.connections.values()) {
        const { connectionId, traffic, healthSince } = connection;
        if (traffic.silent === undefined || connection.healths.includes('none')) continue;
        if (traffic.passage === 'both-ways' && at - steadySince(connection, since) > knownAfterMs) {
          knownAt.set(connectionId, at);
        }
        if (traffic.passage !== 'nothing-comes-back' || !isLeftAlone(connection)) continue;
        const known = knownAt.get(connectionId) ?? Number.NEGATIVE_INFINITY;
        const heldMs = at - Math.max(since, healthSince);
        if (healthSince - known > holdsForMs || heldMs <= patienceMs) continue;
        const told = channel.incidents.get(connectionId)?.at(-1)?.announcements.at(-1)?.message.severity;
        if (told !== 'critical')
          return `${connectionId}: only ${traffic.silent} is up for ${heldMs / 1_000} s, and brings nothing back; told last: ${told ?? 'nothing'}`;
      }
      return undefined;
    };
  },
};

/** Since when both tunnels have been shown up, and traffic has passed. */
const steadySince = (
  { traffic, tunnels, stateSince, tagsSince }: ConnectionTruth,
  since: EpochMs,
): EpochMs => {
  const all = [...tunnels.values()];
  if (!all.every(({ shown, up }) => shown === 'up' && up)) return Number.POSITIVE_INFINITY;
  return Math.max(since, traffic.since, stateSince, tagsSince, ...all.map(({ shownSince }) => shownSince));
};

const isLeftAlone = ({ traffic: { silent }, tunnels }: ConnectionTruth): boolean =>
  [...tunnels].every(([outsideIp, { shown }]) => (shown === 'up') === (outsideIp === silent));
