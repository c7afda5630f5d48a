import type { Incident } from '../../shared/domain/incident.ts';
import type { RegionStorms, Storm } from '../../shared/domain/storm/storm.ts';
import { type EpochMs, hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { SavedFact, SlackFact } from '../facts.ts';
import type { Invariant, Watching } from './invariant.ts';
import { twoSweepsMs } from './outages-are-told.ts';
import { isUncertain } from './uncertain.ts';

/** An incident as it opened. */
interface Opening {
  readonly incidentId: string;
  readonly connectionId: string;
  readonly channel: string | undefined;
  readonly customerGatewayId: string;
  readonly openedAt: EpochMs;
  readonly invocation: string;
  gatheredIn: string | undefined;
}

interface Seen {
  readonly storm: Storm;
  /** When the table took it first. */
  readonly savedAt: EpochMs;
  isJudged: boolean;
}

/** Clocks are up to two seconds apart. */
const clocksMs = secondsMs(5);

/** A look that began before a storm was saved does not know of it. */
const unawareMs = minutesMs(1);

export const stormsAreToldAsOne: Invariant = {
  name: 'storms-are-told-as-one',
  statement:
    'Incidents that open within the window, more than the policy allows to be told singly, are gathered into one message; a storm has been made of no fewer; it gathers what opens until it has been calm, and nothing after that; and what it has gathered is told in its thread.',
  watch: ({ truth, estate, calm, channel }) => {
    const { incidents: most, windowMs, calmAfterMs } = estate.policy.storm;
    const openings = new Map<string, Opening>();
    const storms = new Map<string, Seen>();

    const membersOf = ({ stormId }: Storm): readonly Opening[] =>
      [...openings.values()].filter(({ gatheredIn }) => gatheredIn === stormId);

    const learnSave = ({ incident, saved, by }: SavedFact, at: EpochMs): string | undefined => {
      const { incidentId, openedAt, gatheredIn } = incident;
      if (!saved || openedAt === undefined) return undefined;
      const known = openings.get(incidentId);
      if (known && known.gatheredIn === gatheredIn) return undefined;
      const opening = openingOf(incident, openedAt, by.invocation);
      openings.set(incidentId, opening);
      if (gatheredIn === undefined) return judgeSingle(opening, at);
      return judgeGathered(opening);
    };

    /** It opened while a storm that concerns it was gathering, and all concerned could know. */
    const judgeSingle = (opening: Opening, at: EpochMs): string | undefined => {
      const { openedAt, incidentId, invocation } = opening;
      const lookedAt = truth.invocations.get(invocation)?.startedAt ?? at;
      const since = calm.since('telling', at);
      for (const { storm, savedAt } of storms.values()) {
        if (savedAt > lookedAt || storm.closedAt !== undefined || !concerns(storm, opening)) continue;
        if (since === undefined || since > storm.openedAt - unawareMs) continue;
        const calmAt = lastOpeningOf(storm, membersOf(storm)) + calmAfterMs;
        if (openedAt < Math.min(calmAt, storm.openedAt + hoursMs(1)) - unawareMs - clocksMs)
          return `${incidentId} is told by itself, though ${storm.stormId} was gathering`;
      }
      return undefined;
    };

    const judgeGathered = ({ gatheredIn, incidentId, openedAt }: Opening): string | undefined => {
      const seen = storms.get(gatheredIn ?? '');
      if (!seen) return `${incidentId} is told in ${gatheredIn}, which nobody has saved`;
      const { storm } = seen;
      const before = membersOf(storm).filter((member) => member.openedAt < openedAt);
      const calmAt = Math.min(lastOpeningOf(storm, before), storm.openedAt + hoursMs(1)) + calmAfterMs;
      return openedAt > calmAt + clocksMs
        ? `${incidentId} was gathered into ${storm.stormId} ${openedAt - calmAt} ms after that had become calm`
        : undefined;
    };

    const judgeStorm = ({ storm }: Seen): string | undefined => {
      const { stormId, openedAt } = storm;
      const fell = [...openings.values()].filter(
        (opening) =>
          concerns(storm, opening) &&
          opening.openedAt >= openedAt - windowMs - clocksMs &&
          opening.openedAt <= openedAt + unawareMs,
      );
      return fell.length > most
        ? undefined
        : `${stormId} was made of ${fell.length} incidents, and ${most} are to be told singly`;
    };

    /** Incidents with messages of their own that are open and that no storm shows. */
    const judgeCrowds = (at: EpochMs, since: EpochMs): string | undefined => {
      const loose = [...openings.values()].filter(
        (opening) =>
          opening.gatheredIn === undefined &&
          at - opening.openedAt > twoSweepsMs &&
          opening.openedAt - unawareMs > since &&
          at - opening.openedAt < minutesMs(10) &&
          isStillOpen(truth, opening) &&
          ![...storms.values()].some(({ storm }) => shows(storm, opening)),
      );
      if (loose.length <= most) return undefined;
      const crowd = loose
        .map((first) =>
          loose.filter(
            (other) =>
              other.channel === first.channel &&
              other.openedAt >= first.openedAt &&
              other.openedAt - first.openedAt < windowMs - clocksMs,
          ),
        )
        .find((together) => together.length > most && couldKnow(truth, together, windowMs));
      return (
        crowd &&
        `${crowd.length} incidents that opened within ${windowMs / 1_000} s are told singly: ${crowd.map(({ incidentId }) => incidentId).join(', ')}`
      );
    };

    const judgeSlack = ({ call, ts, by }: SlackFact): string | undefined => {
      const message = channel.messages.get(ts);
      if (call !== 'post' || message?.threadTs !== undefined) return undefined;
      const subject = channel.subjects.get(message?.subjectId ?? '');
      const stormId = subject?.announcements.at(-1)?.gatheredIn;
      if (stormId === undefined || (subject?.messages.length ?? 0) > 1) return undefined;
      const parent = channel.subjects.get(stormId)?.messages[0];
      const startedAt = truth.invocations.get(by.invocation)?.startedAt ?? 0;
      return parent && parent.postedAt < startedAt && !isUncertain(truth, parent.postedBy)
        ? `${subject?.subjectId} is told by itself, though the message of ${stormId} was there`
        : undefined;
    };

    return (fact, at) => {
      if (fact.kind === 'saved') return learnSave(fact, at);
      if (fact.kind === 'storms-saved') {
        if (fact.saved) learnStorms(storms, fact, at);
        return undefined;
      }
      if (fact.kind === 'slack') return judgeSlack(fact);
      if (fact.kind !== 'minute' || openings.size === 0) return undefined;
      const since = calm.since('telling', at);
      if (since === undefined) return undefined;
      for (const seen of storms.values()) {
        if (seen.isJudged || at - seen.savedAt < twoSweepsMs) continue;
        seen.isJudged = true;
        if (since > seen.storm.openedAt - windowMs) continue;
        const wrong = judgeStorm(seen);
        if (wrong) return wrong;
      }
      return judgeCrowds(at, since);
    };
  },
};

const openingOf = (
  { incidentId, connectionId, channel, customerGatewayId, gatheredIn }: Incident,
  openedAt: EpochMs,
  invocation: string,
): Opening => ({ incidentId, connectionId, channel, customerGatewayId, openedAt, invocation, gatheredIn });

const learnStorms = (
  seen: Map<string, Seen>,
  { record }: { readonly record: RegionStorms },
  at: EpochMs,
): void => {
  for (const storm of record.storms) {
    const known = seen.get(storm.stormId);
    seen.set(storm.stormId, { storm, savedAt: known?.savedAt ?? at, isJudged: known?.isJudged ?? false });
  }
};

const concerns = ({ channel, customerGatewayId }: Storm, opening: Opening): boolean =>
  channel === opening.channel &&
  (customerGatewayId === undefined || customerGatewayId === opening.customerGatewayId);

/** A message of its own stands in the list of the storm that opened around it. */
const shows = (storm: Storm, opening: Opening): boolean =>
  concerns(storm, opening) &&
  storm.from <= opening.openedAt &&
  opening.openedAt <= storm.openedAt + unawareMs + clocksMs;

const lastOpeningOf = ({ openedAt }: Storm, members: readonly Opening[]): EpochMs =>
  Math.max(openedAt, ...members.map((member) => member.openedAt));

const isStillOpen = (truth: Watching['truth'], { connectionId, incidentId }: Opening): boolean => {
  const incident = truth.connections.get(connectionId)?.incident;
  return incident?.incidentId === incidentId && incident.phase === 'open';
};

/** They opened so close together that the next sweep finds them all, or one after another, each knowing of those before. */
const couldKnow = (truth: Watching['truth'], together: readonly Opening[], windowMs: number): boolean => {
  const last = Math.max(...together.map(({ openedAt }) => openedAt));
  const first = Math.min(...together.map(({ openedAt }) => openedAt));
  if (last - first < windowMs - secondsMs(95)) return true;
  const looks = [...new Set(together.map(({ invocation }) => invocation))]
    .flatMap((invocation) => truth.invocations.get(invocation) ?? [])
    .toSorted((one, other) => one.startedAt - other.startedAt);
  return looks.every((look, index) => {
    const before = looks[index - 1];
    return !before || (before.endedAt !== undefined && before.endedAt < look.startedAt);
  });
};
