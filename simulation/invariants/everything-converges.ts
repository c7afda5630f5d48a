import { type EpochMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { QueueFact } from '../facts.ts';
import type { Invariant } from './invariant.ts';
import type { ConnectionTruth } from './truth.ts';

/** Each up to a minute and a half after the one before, and the calls that they make. */
const threeSweepsMs = secondsMs(200);

export const everythingConverges: Invariant = {
  name: 'everything-converges',
  statement:
    'Three sweeps after the last fault, and after the last change that AWS shows, the record of each connection is as AWS shows it and has been announced; half an hour later the queue to Slack is empty.',
  watch: ({ truth, calm }) => {
    const since = calm.lastFaultAt;
    /** When the first revision that waits was saved, by connection. */
    const unannounced = new Map<string, EpochMs>();
    let waiting = 0;
    let lastSentAt = since;
    return (fact, at) => {
      if (fact.kind === 'queue' && fact.queue === 'slack') {
        if (fact.step === 'sent') lastSentAt = at;
        waiting += fact.step === 'sent' ? 1 : endsWaiting.has(fact.step) ? -1 : 0;
      }
      if (fact.kind === 'saved' && fact.saved) {
        const { connectionId, revision, announcedRevision } = fact.incident;
        if (revision === announcedRevision) unannounced.delete(connectionId);
        else if (!unannounced.has(connectionId)) unannounced.set(connectionId, at);
      }
      if (fact.kind !== 'minute' || at - since < threeSweepsMs) return undefined;
      for (const connection of truth.connections.values()) {
        if (at - changedAt(connection) < threeSweepsMs) continue;
        const waitsSince = unannounced.get(connection.connectionId) ?? at;
        const wrong =
          at - Math.max(waitsSince, since) < threeSweepsMs
            ? differenceOf(connection)
            : `what was saved ${(at - waitsSince) / 1_000} s ago is not announced`;
        if (wrong)
          return `${connection.connectionId}: ${wrong}, ${(at - since) / 1_000} s after the last fault`;
      }
      return waiting > 0 && at - since > minutesMs(40) && at - lastSentAt > minutesMs(3)
        ? `${waiting} messages still wait for Slack`
        : undefined;
    };
  },
};

const changedAt = ({ healthSince, tunnels }: ConnectionTruth): EpochMs =>
  Math.max(healthSince, ...[...tunnels.values()].map(({ shownSince }) => shownSince));

const endsWaiting: ReadonlySet<QueueFact['step']> = new Set(['done', 'given-up', 'forgotten']);

/** Whether its traffic has stopped is judged elsewhere. */
const carryingAs = (state: string): string => (state === 'no-traffic' ? 'up' : state);

/** How the record differs from what AWS shows. */
const differenceOf = ({ incident, healths, tunnels }: ConnectionTruth): string | undefined => {
  if (!incident) return undefined;
  const { phase, health } = incident;
  if (healths[0] === 'none') {
    return phase === 'closed' ? undefined : `its incident is ${phase}, though nothing is to be told of it`;
  }
  if (phase === 'closed') return undefined;
  if (!healths.some((shown) => shown === health))
    return `its incident says ${health}, AWS shows ${healths.join(' or ')}`;
  const other = incident.tunnels.find(
    ({ outsideIp, state }) => state !== 'unused' && carryingAs(state) !== tunnels.get(outsideIp)?.shown,
  );
  return other && `its incident says that ${other.outsideIp} is ${other.state}`;
};
