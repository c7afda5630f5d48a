import { AwsCallError } from '../aws/client/aws-call-error.ts';
import { type FoundRegions, refound } from '../domain/regions/found-regions.ts';
import type { RegionFinder } from '../ports/aws.ts';
import type { Records } from '../ports/records.ts';
import type { Log, Now } from '../ports/shell.ts';

export interface WatchDeps {
  /** The regions that the configuration names; the first is the hub. */
  readonly regions: readonly string[];
  /** Finds the others. Absent: only those that are named are watched. */
  readonly regionFinder?: RegionFinder | undefined;
  readonly records: Records;
  readonly log: Log;
  readonly now: Now;
}

/** Whether an event of that region is of interest. One that was found is looked at every minute until it is seen to be empty. */
export const isWatched = async (deps: WatchDeps, region: string): Promise<boolean> => {
  if (deps.regions.includes(region)) return true;
  return deps.regionFinder !== undefined && (await isFound(deps, region));
};

/** A lost race is tried again on what the winner has saved, this many times. */
const raceAttempts = 4;

const isFound = async (deps: WatchDeps, region: string): Promise<boolean> => {
  for (let attempt = 1; attempt <= raceAttempts; attempt += 1) {
    const stored = await loadFound(deps);
    const known = stored?.regions.some((each) => each.region === region) ? stored : await find(deps, stored);
    const there = known?.regions.find((each) => each.region === region);
    if (!known || !there) return false;
    if (there.holds === 'connections') return true;
    const hinted = known.regions.map((each) =>
      each === there ? { ...each, holds: 'unseen' as const, refusal: undefined } : each,
    );
    const version = (stored?.version ?? 0) + 1;
    if ((await deps.records.saveFound({ ...known, version, regions: hinted })) === 'saved') return true;
  }
  deps.log.warn('region not noted: somebody else saved first', { region });
  return true;
};

export const loadFound = async ({
  records,
  regions: [hub = ''],
}: WatchDeps): Promise<FoundRegions | undefined> => (await records.loadRegion(hub)).found;

/** What AWS lists now, not saved; or what was known, where AWS does not say. */
export const find = async (
  deps: WatchDeps,
  stored: FoundRegions | undefined,
): Promise<FoundRegions | undefined> => {
  const { regionFinder, regions, log, now } = deps;
  if (!regionFinder) return stored;
  const [hub = ''] = regions;
  try {
    const listed = (await regionFinder.enabled()).filter((region) => !regions.includes(region));
    const found = refound(stored, hub, listed, now());
    log.info('regions found', { regions: listed, missing: missingIn(found) });
    return found;
  } catch (error) {
    log.warn('regions not found', { code: error instanceof AwsCallError ? error.code : undefined, error });
    return stored;
  }
};

const missingIn = ({ regions }: FoundRegions): readonly string[] =>
  regions.filter(({ isMissing }) => isMissing).map(({ region }) => region);
