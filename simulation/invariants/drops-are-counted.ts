import { type EpochMs, hoursMs, secondsMs } from '../../shared/domain/time.ts';
import type { Invariant } from './invariant.ts';
import { twoSweepsMs } from './outages-are-told.ts';
import type { ConnectionTruth } from './truth.ts';

/** So many drops within the time, no one of which need have lasted, are something to tell; that they recur, once a week. */
const bounds = [
  { drops: 6, withinMs: hoursMs(1), isRecurrence: false },
  { drops: 6, withinMs: hoursMs(12), isRecurrence: true },
] as const;

/** In English and in Korean. */
const saysThatItRecurs = /has dropped \d+ times|\d+회/;

/** What falls together is one drop. */
const togetherMs = secondsMs(45);

export const dropsAreCounted: Invariant = {
  name: 'drops-are-counted',
  statement:
    'A connection of which AWS has shown six drops within an hour, or within twelve, though every look found its tunnels up, has been told of since the first of them, or, of those within twelve, as one that drops again and again.',
  watch: ({ truth, calm, channel }) => {
    const toldAt = new Map<string, EpochMs>();
    const recurs = new Set<string>();
    return (fact, at) => {
      if (fact.kind === 'published') {
        const isRecurrence = fact.announcement.thread.some(({ text }) => saysThatItRecurs.test(text));
        for (const id of idsOf(fact.announcement)) {
          toldAt.set(id, at);
          if (isRecurrence) recurs.add(id);
        }
        return undefined;
      }
      if (fact.kind !== 'minute') return undefined;
      const since = calm.since('telling', at);
      if (since === undefined) return undefined;
      for (const connection of truth.connections.values()) {
        const { connectionId, healths } = connection;
        if (healths.includes('none')) continue;
        const drops = distinctDrops(connection).filter((drop) => drop > since);
        for (const { drops: most, withinMs, isRecurrence } of bounds) {
          if (isRecurrence && recurs.has(connectionId)) continue;
          const recent = drops.filter((drop) => at - drop < withinMs && at - drop > twoSweepsMs);
          const first = recent[0];
          if (first === undefined || recent.length < most || (toldAt.get(connectionId) ?? 0) > first)
            continue;
          if (channel.incidents.get(connectionId)?.at(-1)?.messages.at(-1)?.severity === 'critical') continue;
          return `${connectionId} has been shown to have dropped ${recent.length} times since ${first}, and nobody was told`;
        }
      }
      return undefined;
    };
  },
};

const idsOf = (announcement: {
  readonly connectionId?: string | undefined;
  readonly subjectId: string;
}): readonly string[] =>
  announcement.connectionId === undefined
    ? (announcement.subjectId.match(/vpn-[0-9a-f]+/g) ?? [])
    : [announcement.connectionId];

const distinctDrops = ({ shownDrops }: ConnectionTruth): readonly EpochMs[] => {
  const distinct: EpochMs[] = [];
  for (const drop of shownDrops) if (drop - (distinct.at(-1) ?? 0) >= togetherMs) distinct.push(drop);
  return distinct;
};
