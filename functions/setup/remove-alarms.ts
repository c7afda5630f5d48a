import type { TunnelAlarms } from '../../shared/ports/aws.ts';
import type { Log, Sleep } from '../../shared/ports/shell.ts';
import { SetupError } from './setup-error.ts';

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

/** Removes every alarm about a tunnel that Tunnelkeeper has made in these regions, and no other. */
export const removeAlarms = async (deps: RemoveDeps, regions: readonly string[]): Promise<void> => {
  const results = await Promise.allSettled(regions.map((region) => removeFrom(deps, region)));
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected' ? [`${regions[index]}: ${messageOf(result.reason)}`] : [],
  );
  if (failures.length === 0) return;
  throw new SetupError(
    `Alarms could not be removed everywhere. ${failures.join('; ')}. Those that are left are named tunnelkeeper/tunnel/….`,
  );
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

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));
