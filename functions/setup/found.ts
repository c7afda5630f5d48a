import type { FoundRegions } from '../../shared/domain/regions/found-regions.ts';
import { find, loadFound } from '../../shared/intake/found-regions.ts';
import { RegionUnread } from '../../shared/intake/list-connections.ts';
import type { LookReport } from '../../shared/intake/report.ts';
import { type FoundDeps, type FoundMemory, lookAtFound, newRound, noteFound } from '../sweep/found.ts';

/** What was found beside the regions that the configuration names. */
export interface FoundNow {
  /** Those with connections, as they were seen. */
  readonly reports: ReadonlyMap<string, LookReport>;
  /** Absent: AWS did not say which there are. */
  readonly found: FoundRegions | undefined;
}

/** Finds the other regions and looks at each of them, whatever is remembered. One that refuses stops no deployment. */
export const lookAround = async (
  deps: FoundDeps,
  look: (region: string) => Promise<LookReport>,
): Promise<FoundNow> => {
  const reports = new Map<string, LookReport>();
  const memory: FoundMemory = { found: await findAnew(deps), lookedAt: new Map() };
  const round = newRound();
  await lookAtFound(deps, memory, round, async (region) => {
    try {
      const report = await look(region);
      if (!report.isEmpty) reports.set(region, report);
      return report;
    } catch (error) {
      if (error instanceof RegionUnread) return error;
      throw error;
    }
  });
  await noteFound(deps, memory, round);
  return { reports, found: memory.found ?? (await loadFound(deps)) };
};

const findAnew = async (deps: FoundDeps): Promise<FoundRegions | undefined> => {
  const stored = await loadFound(deps);
  const found = await find(deps, stored);
  if (!found || found === stored) return stored;
  const anew: FoundRegions = {
    ...found,
    regions: found.regions.map((each) =>
      each.holds === 'nothing' ? { ...each, holds: 'unseen', refusal: undefined } : each,
    ),
  };
  return (await deps.records.saveFound(anew)) === 'saved' ? anew : loadFound(deps);
};
