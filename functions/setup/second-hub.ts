import { selfAlarmName } from '../../shared/contracts/self-alarm.ts';
import { inParallel } from '../../shared/intake/in-parallel.ts';
import type { OwnAlarms, RegionFinder } from '../../shared/ports/aws.ts';
import type { Log } from '../../shared/ports/shell.ts';
import { SetupError } from './setup-error.ts';

export interface SecondHubDeps {
  readonly ownAlarms: OwnAlarms;
  /** Those that the configuration names. */
  readonly regions: readonly string[];
  readonly regionFinder?: RegionFinder | undefined;
  readonly hubRegion: string;
  readonly log: Log;
}

/** Every hub has this alarm, and no other region. */
const hubAlarm = selfAlarmName('no-sweep');

/** Two hubs would restart the same tunnels, each without knowing of the other. Only what is seen refuses. */
export const refuseSecondHub = async (deps: SecondHubDeps): Promise<void> => {
  const others = (await watchedRegions(deps)).filter((region) => region !== deps.hubRegion);
  const hubs = await inParallel(others, others.length, async (region) =>
    (await isHub(deps, region)) ? [region] : [],
  );
  const [present] = hubs.flat();
  if (present === undefined) return;
  throw new SetupError(
    `Tunnelkeeper is already deployed in ${present} (its alarm ${hubAlarm} is there), and two of them would restart the same tunnels. ` +
      `To change that one, name its region first in tunnelkeeper.json ("regions": ["${present}", "all"]) and deploy again. ` +
      `To have it in ${deps.hubRegion} instead, remove that one first: aws cloudformation delete-stack --region ${present} --stack-name Tunnelkeeper`,
  );
};

const watchedRegions = async ({ regions, regionFinder, log }: SecondHubDeps): Promise<readonly string[]> => {
  if (!regionFinder) return regions;
  try {
    return [...new Set([...regions, ...(await regionFinder.enabled())])];
  } catch (error) {
    log.warn('regions not found', { error });
    return regions;
  }
};

const isHub = async ({ ownAlarms, log }: SecondHubDeps, region: string): Promise<boolean> => {
  try {
    return (await ownAlarms.list(region)).some(({ name }) => name === hubAlarm);
  } catch (error) {
    log.warn('not known whether a hub is there', { region, error });
    return false;
  }
};
