import { healthHomeRegion } from '../../shared/aws/health/home-region.ts';
import { closestRegion } from '../../shared/config/regions.ts';
import type { Examined } from '../examine.ts';
import { explainFailure } from '../explain-failure.ts';
import { failed, passed } from '../finding.ts';
import type { RegionState, Regions } from '../ports.ts';

type Known = ReadonlyMap<string, RegionState>;

/** Reachable: AWS answers there. `known`: the region may be looked at. */
export const checkRegion = async (
  regions: Regions,
  region: string,
  knownElsewhere: () => Promise<Known | undefined>,
): Promise<Examined<true>> => {
  try {
    await regions.list(region);
    return { verdicts: [passed('enabled and reachable')], known: true };
  } catch (error) {
    const known = await knownElsewhere();
    const state = known?.get(region);
    if (known && state === undefined) return { verdicts: [unknownRegion(region)] };
    if (state === 'off') return { verdicts: [notEnabled(region)] };
    const { says, todo } = explainFailure(error);
    return { verdicts: [failed(says, todo)] };
  }
};

/** What the first region that answers says about all of them: one that does not exist or is not enabled cannot say so itself. */
export const askAnyRegion =
  (regions: Regions, candidates: readonly string[]): (() => Promise<Known | undefined>) =>
  async () => {
    const homes = candidates.map(healthHomeRegion);
    for (const region of new Set([...candidates, ...homes])) {
      try {
        return await regions.list(region);
      } catch {
        // The next one may answer.
      }
    }
    return undefined;
  };

const unknownRegion = (region: string) => {
  const meant = closestRegion(region);
  return failed(`there is no region "${region}"`, [
    `${meant ? `Did you mean "${meant}"? ` : ''}Correct "--region", or "regions" in tunnelkeeper.json.`,
  ]);
};

const notEnabled = (region: string) =>
  failed('not enabled for this account', [
    'Enable it, which takes some minutes, or leave it out of "--region" and of "regions" in tunnelkeeper.json:',
    `aws account enable-region --region-name ${region}`,
  ]);
