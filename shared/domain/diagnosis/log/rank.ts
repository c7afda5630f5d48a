import { type EpochMs, secondsMs } from '../../time.ts';
import type { LogCauseName } from '../cause-names.ts';
import { causeOrder } from '../cause-order.ts';
import { causeTraits, kindOrder } from './cause-traits.ts';
import type { Fault } from './fault.ts';
import { endedInSilence } from './ike-faults.ts';

/** The record may know the fall to the second only. */
const fallSlackMs = secondsMs(5);

/** Messages of one failed attempt: the first to go wrong explains the others. */
const oneAttemptMs = secondsMs(90);

/**
 * One fault per cause, what explains the most first: by kind, and within a kind what came last before the fall. What recurs
 * with every attempt (a fault in a configuration, a closed port) counts by its last time.
 */
export const rank = (faults: readonly Fault[], fellAt: EpochMs): readonly Fault[] => {
  const telling = [...Map.groupBy(faults, ({ cause }) => cause).values()].flatMap((same) =>
    mostTelling(same, fellAt),
  );
  const ranked = kindOrder.flatMap((kind) => {
    const ofKind = telling.filter(({ cause }) => causeTraits[cause].kind === kind);
    const places = Map.groupBy(ofKind, (fault) => placeOf(fault, fellAt));
    return [...places]
      .toSorted(([one], [other]) => one - other)
      .flatMap(([, samePlace]) => inAttempts(samePlace));
  });
  const wedged = ranked.find((fault) => endedInSilence(fault, faults));
  const silence = ranked.findIndex(({ cause }) => causeTraits[cause].kind === 'silence');
  return wedged && silence >= 0
    ? ranked.filter((fault) => fault !== wedged).toSpliced(silence, 0, wedged)
    : ranked;
};

const mostTelling = (same: readonly Fault[], fellAt: EpochMs): readonly Fault[] => {
  const before = same.filter((fault) => !isAfterFall(fault, fellAt));
  const told = before.length > 0 ? before : same;
  const lastAt = Math.max(...told.map(({ event }) => event.at));
  const counted = told.filter((fault) => hasNumbers(fault) && lastAt - fault.event.at <= oneAttemptMs);
  return (counted.length > 0 ? counted : told).slice(-1);
};

/** AWS says how many prefixes are too many in a line of its own, just before it ends the session. */
const hasNumbers = ({ cause, event }: Fault): boolean =>
  cause === 'bgp-prefix-limit' && /\breceived \d+ prefixes\b/i.test(event.text);

const isAfterFall = ({ cause, event }: Fault, fellAt: EpochMs): boolean =>
  !recurs(cause) && event.at > fellAt + fallSlackMs;

const recurs = (cause: LogCauseName): boolean =>
  cause === 'bgp-no-tcp' || causeTraits[cause].kind.endsWith('configuration');

/** That the session is lost says the least: whatever else is known of it says why. */
const placeOf = (fault: Fault, fellAt: EpochMs): 1 | 2 | 3 =>
  fault.cause === 'bgp-session-lost' ? 3 : isAfterFall(fault, fellAt) ? 2 : 1;

/** The latest attempt first. */
const inAttempts = (faults: readonly Fault[]): readonly Fault[] => {
  const latest = Math.max(...faults.map(({ event }) => event.at));
  const isLatest = ({ event }: Fault): boolean => latest - event.at <= oneAttemptMs;
  const earlier = faults.filter((fault) => !isLatest(fault));
  const attempt = faults
    .filter(isLatest)
    .toSorted((one, other) => causeOrder.indexOf(one.cause) - causeOrder.indexOf(other.cause));
  return [...attempt, ...(earlier.length > 0 ? inAttempts(earlier) : [])];
};
