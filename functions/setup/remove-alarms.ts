import { tunnelAlarmPrefix } from '../../shared/contracts/alarm-name.ts';
import type { TunnelAlarms } from '../../shared/ports/aws.ts';
import type { Log, Sleep } from '../../shared/ports/shell.ts';
import { reasonOf } from './outcome.ts';

export interface RemoveDeps {
  readonly alarms: Pick<TunnelAlarms, 'list' | 'remove'>;
  readonly log: Log;
  readonly sleep: Sleep;
}

const namesPerRemoval = 100;

/** CloudWatch takes 3 changes of alarms a second for the whole account and region (CloudWatch service quotas). */
const pauseMs = 350;

/** An upkeep that began before may still be making alarms; after it has ended, nothing makes any. */
const rounds = 3;

/**
 * Removes every alarm about a tunnel that Tunnelkeeper has made in these regions, and no other. Returns what could not be
 * removed, in words.
 */
export const removeAlarms = async (
  deps: RemoveDeps,
  regions: readonly string[],
): Promise<readonly string[]> => {
  const warnings = await Promise.all(
    regions.map(async (region) => {
      try {
        await removeFrom(deps, region);
        return [];
      } catch (error) {
        deps.log.warn('alarms left behind', { region, prefix: tunnelAlarmPrefix, error });
        return [`Alarms under ${tunnelAlarmPrefix} may be left in ${region}: ${reasonOf(error)}.`];
      }
    }),
  );
  return warnings.flat();
};

const removeFrom = async ({ alarms, log, sleep }: RemoveDeps, region: string): Promise<void> => {
  for (let round = 1; round <= rounds; round += 1) {
    const names = (await alarms.list(region)).map((alarm) => alarm.alarmName);
    if (names.length === 0) return;
    for (let from = 0; from < names.length; from += namesPerRemoval) {
      await alarms.remove(region, names.slice(from, from + namesPerRemoval));
      await sleep(pauseMs);
    }
    log.info('alarms removed', { region, count: names.length });
  }
};
