import type { BlindReason } from '../reach/blind-reason.ts';
import { type EpochMs, hoursMs, minutesMs } from '../time.ts';

/** The regions that the account has enabled and that the configuration does not name. One row of the account. */
export interface FoundRegions {
  /** The hub's, in whose rows it stands. */
  readonly hub: string;
  readonly version: number;
  /** When AWS was last asked which regions there are, and answered. */
  readonly foundAt: EpochMs;
  /** In alphabetical order. */
  readonly regions: readonly FoundRegion[];
}

export interface FoundRegion {
  readonly region: string;
  /**
   * `unseen`: not looked at since it was found, or since an event named it. `nothing`: neither connections nor anything that
   * is still to be told. `connections`: it is looked at every minute, as one that the configuration names.
   */
  readonly holds: 'unseen' | 'nothing' | 'connections';
  /** It could not be looked at since then. Only of a region in which nothing has been seen: any other one is told of. */
  readonly refusal: Refusal | undefined;
  /** AWS did not list it when it was asked last. */
  readonly isMissing?: true | undefined;
}

export interface Refusal {
  readonly reason: BlindReason;
  /** AWS's error code, or empty. */
  readonly code: string;
  readonly since: EpochMs;
}

const findEveryMs = hoursMs(24);

/** An empty region is looked at this often. */
export const emptyEveryMs = minutesMs(10);

/** The schedule is never to the second: a turn is a little longer than the time between two sweeps, and taken once. */
const turnMs = minutesMs(1.1);

/** A turn that was missed all the same is made up for. */
const missedMs = emptyEveryMs + minutesMs(1);

export const isToBeFound = (found: FoundRegions | undefined, now: EpochMs): boolean =>
  found === undefined || now - found.foundAt >= findEveryMs;

/**
 * What AWS lists now. What is known of a region stays known; one that held connections is gone only when it has been missing
 * twice.
 */
export const refound = (
  previous: FoundRegions | undefined,
  hub: string,
  listed: readonly string[],
  now: EpochMs,
): FoundRegions => {
  const known = new Map(previous?.regions.map((each) => [each.region, each]));
  const missing = [...known.values()]
    .filter(
      ({ region, holds, isMissing }) => holds === 'connections' && !isMissing && !listed.includes(region),
    )
    .map((each): FoundRegion => ({ ...each, isMissing: true }));
  const present = listed.map((region): FoundRegion => {
    const { holds = 'unseen', refusal } = known.get(region) ?? {};
    return { region, holds, refusal };
  });
  return {
    hub,
    version: (previous?.version ?? 0) + 1,
    foundAt: now,
    regions: [...present, ...missing].sort((one, other) => (one.region < other.region ? -1 : 1)),
  };
};

/** What a look at a region has shown. */
export type Finding = Pick<FoundRegion, 'holds' | 'refusal'>;

/** The record with what looks have shown; the same one where that is nothing new. */
export const withFindings = (found: FoundRegions, findings: ReadonlyMap<string, Finding>): FoundRegions => {
  const regions = found.regions.map((each) => {
    const finding = findings.get(each.region);
    return finding && !isKnown(each, finding) ? { ...each, ...finding, ...sinceFirst(each, finding) } : each;
  });
  return regions.some((each, index) => each !== found.regions[index])
    ? { ...found, version: found.version + 1, regions }
    : found;
};

const isKnown = (known: FoundRegion, { holds, refusal }: Finding): boolean =>
  known.holds === holds && known.refusal?.reason === refusal?.reason && known.refusal?.code === refusal?.code;

const sinceFirst = (known: FoundRegion, { refusal }: Finding): Pick<FoundRegion, 'refusal'> => ({
  refusal: refusal && { ...refusal, since: known.refusal?.since ?? refusal.since },
});

/** Reasons that do not pass by themselves: a region that refuses so is asked as seldom as an empty one. */
const lasting: ReadonlySet<BlindReason> = new Set(['denied', 'region-disabled', 'region-unknown']);

/** Whether a look in vain settles for now what there is in the region. */
export const isLasting = ({ reason }: Pick<Refusal, 'reason'>): boolean => lasting.has(reason);

/** Those to be looked at now: empty ones, and those that refuse, in turn within ten minutes; all others every minute. */
export const dueRegions = (
  { regions }: FoundRegions,
  lookedAt: ReadonlyMap<string, EpochMs>,
  now: EpochMs,
): readonly FoundRegion[] =>
  regions.filter((each, index) => {
    if (!isSeldom(each)) return true;
    const sinceLook = now - (lookedAt.get(each.region) ?? now - missedMs + 1);
    const isTurn = sinceTurn(index, regions.length, now) < turnMs && sinceLook >= 2 * turnMs;
    return isTurn || sinceLook >= missedMs;
  });

const isSeldom = ({ holds, refusal }: FoundRegion): boolean =>
  holds === 'nothing' || (holds === 'unseen' && refusal !== undefined && isLasting(refusal));

/** Turns go by the clock, on which the regions are spread: nobody has to remember them. */
const sinceTurn = (index: number, count: number, now: EpochMs): number =>
  (now - Math.floor((index * emptyEveryMs) / count)) % emptyEveryMs;

/** Those in which something has been seen. */
export const regionsInUse = (found: FoundRegions | undefined): readonly string[] =>
  (found?.regions ?? []).filter(({ holds }) => holds === 'connections').map(({ region }) => region);
