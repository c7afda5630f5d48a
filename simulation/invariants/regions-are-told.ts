import { type EpochMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';
import type { PublishedFact } from '../facts.ts';
import type { Invariant } from './invariant.ts';

/** Three sweeps in vain, each up to a minute and a half after the one before, and the calls that they make. */
const untilToldMs = secondsMs(330);

/** A region that refuses is looked at again after ten minutes at most. */
const untilBackMs = minutesMs(15);

export const regionsAreTold: Invariant = {
  name: 'regions-are-told',
  statement:
    'A region in which there are connections, and which has refused for longer than three sweeps take, has been told of, and that it is back as well; one that was merely found, and holds nothing, never is.',
  watch: ({ estate, calm }) => {
    const refusedSince = new Map<string, EpochMs>();
    const seenSince = new Map<string, EpochMs>();
    const holding = new Set<string>();
    const told = new Map<string, { readonly at: EpochMs; readonly isOver: boolean }>();

    const learn = ({ announcement }: PublishedFact, at: EpochMs): string | undefined => {
      const { kind, region, message } = announcement;
      if (kind !== 'notice.region-unreachable') return undefined;
      told.set(region, { at, isOver: message.severity === 'resolved' });
      return region === estate.barred
        ? `${region} is told of, where nothing is known to be, and nobody has named it`
        : undefined;
    };

    return (fact, at) => {
      if (fact.kind === 'published') return learn(fact, at);
      if (fact.kind === 'region-refused' && isSweep(fact.invocation)) {
        if (!refusedSince.has(fact.region)) refusedSince.set(fact.region, at);
        seenSince.delete(fact.region);
      }
      if (fact.kind === 'described' && isSweep(fact.invocation)) {
        if (fact.views.length > 0) holding.add(fact.region);
        else holding.delete(fact.region);
        if (!seenSince.has(fact.region)) seenSince.set(fact.region, at);
        refusedSince.delete(fact.region);
      }
      const since = fact.kind === 'minute' ? calm.since('reach', at) : undefined;
      if (since === undefined) return undefined;
      for (const [region, refused] of refusedSince) {
        const heldMs = at - Math.max(refused, since);
        if (heldMs < untilToldMs || !holding.has(region)) continue;
        const last = told.get(region);
        if (!last || last.isOver) return `${region} has refused for ${heldMs / 1_000} s, and nobody was told`;
      }
      for (const [region, seen] of seenSince) {
        const last = told.get(region);
        if (last && !last.isOver && at - Math.max(seen, last.at, since) > untilBackMs)
          return `${region} can be seen again, and nobody was told`;
      }
      return undefined;
    };
  },
};

const isSweep = (invocation: string): boolean => invocation.startsWith('sweep:');
