import { blindReasonOf } from '../../shared/domain/reach/blind-reason.ts';
import {
  dueRegions,
  emptyEveryMs,
  type Finding,
  type FoundRegion,
  type FoundRegions,
  isLasting,
  isToBeFound,
  withFindings,
} from '../../shared/domain/regions/found-regions.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { find, loadFound, type WatchDeps } from '../../shared/intake/found-regions.ts';
import { inParallel } from '../../shared/intake/in-parallel.ts';
import { type ListDeps, listConnections, RegionUnread } from '../../shared/intake/list-connections.ts';
import type { LookReport } from '../../shared/intake/report.ts';

export interface FoundDeps extends WatchDeps, ListDeps {}

/** A whole look at a region, with what follows from it. */
export type Sweep = (region: string, holds: FoundRegion['holds']) => Promise<LookReport | RegionUnread>;

/** What a sandbox remembers from sweep to sweep. All of it can be had anew. */
export interface FoundMemory {
  found?: FoundRegions | undefined;
  findingTriedAt?: EpochMs | undefined;
  readonly lookedAt: Map<string, EpochMs>;
}

/** One sweep over the regions that were found. */
export interface FoundRound {
  /** Why each was looked at, so that it is looked at again only if it has been hinted at since. */
  readonly asked: Map<string, FoundRegion['holds']>;
  readonly findings: Map<string, Finding>;
}

export const newRound = (): FoundRound => ({ asked: new Map(), findings: new Map() });

/** The regions as the last sweep left them. Only a fresh sandbox asks: the hub's look brings them from then on. */
export const recallFound = async (deps: FoundDeps, memory: FoundMemory): Promise<void> => {
  memory.found ??= await freshFound(deps, memory);
};

export const freshFound = async (deps: FoundDeps, memory: FoundMemory): Promise<FoundRegions | undefined> => {
  if (!deps.regionFinder) return undefined;
  try {
    return (await loadFound(deps)) ?? memory.found;
  } catch (error) {
    deps.log.warn('found regions not recalled', { error });
    return memory.found;
  }
};

/** Looks at those that are due and that this sweep has not looked at, all side by side. */
export const lookAtFound = async (
  deps: FoundDeps,
  memory: FoundMemory,
  { asked, findings }: FoundRound,
  sweep: Sweep,
): Promise<void> => {
  if (!deps.regionFinder || !memory.found) return;
  const due = dueRegions(memory.found, memory.lookedAt, deps.now()).filter(
    ({ region, holds }) => !deps.regions.includes(region) && asked.get(region) !== holds,
  );
  await inParallel(due, due.length, async (each) => {
    asked.set(each.region, each.holds);
    findings.set(each.region, await findingOf(deps, memory, each, sweep));
  });
};

const findingOf = async (
  deps: FoundDeps,
  memory: FoundMemory,
  each: FoundRegion,
  sweep: Sweep,
): Promise<Finding> => {
  const { region, holds } = each;
  const seen = holds === 'nothing' ? await peek(deps, region) : 'something';
  const report = seen === 'something' ? await sweep(region, holds) : seen;
  if (report instanceof RegionUnread) return onRefusal(deps, memory, each, report);
  const isEmpty = report === 'nothing' || report.isEmpty === true;
  memory.lookedAt.set(region, deps.now());
  return { holds: isEmpty ? 'nothing' : 'connections', refusal: undefined };
};

/** An empty region is worth no query. */
const peek = async (deps: FoundDeps, region: string): Promise<'nothing' | 'something' | RegionUnread> => {
  try {
    return (await listConnections(deps, region)).length === 0 ? 'nothing' : 'something';
  } catch (error) {
    if (error instanceof RegionUnread) return error;
    throw error;
  }
};

/** Where nothing is known to be there it is no incident. What refuses for good is noted; what may pass is tried again by the next sweep. */
const onRefusal = (
  { log, now }: FoundDeps,
  memory: FoundMemory,
  { region, holds, refusal: known }: FoundRegion,
  { unread }: RegionUnread,
): Finding => {
  if (holds === 'connections') return { holds, refusal: undefined };
  const reason = blindReasonOf(unread);
  const refusal = { reason, code: unread.code, since: now() };
  if (!known) log.warn('found region not looked at', { region, reason, code: unread.code });
  if (isLasting(refusal)) memory.lookedAt.set(region, now());
  return { holds, refusal: holds === 'unseen' || isLasting(refusal) ? refusal : known };
};

/** Notes what looks have shown, and finds the regions anew once a day. Who loses the race learns it again. */
export const noteFound = async (
  deps: FoundDeps,
  memory: FoundMemory,
  { findings }: FoundRound,
): Promise<void> => {
  if (!deps.regionFinder) return;
  const stored = memory.found;
  const listed = isFindingDue(memory, deps.now()) ? await findNow(deps, memory) : stored;
  if (!listed) return;
  const next = { ...withFindings(listed, findings), version: (stored?.version ?? 0) + 1 };
  if (listed === stored && withFindings(stored, findings) === stored) return;
  memory.found = (await deps.records.saveFound(next)) === 'saved' ? next : undefined;
};

const isFindingDue = (
  { found, findingTriedAt = Number.NEGATIVE_INFINITY }: FoundMemory,
  now: EpochMs,
): boolean => isToBeFound(found, now) && (found === undefined || now - findingTriedAt >= emptyEveryMs);

const findNow = (deps: FoundDeps, memory: FoundMemory): Promise<FoundRegions | undefined> => {
  memory.findingTriedAt = deps.now();
  return find(deps, memory.found);
};
