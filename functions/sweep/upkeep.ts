import { AwsCallError } from '../../shared/aws/client/aws-call-error.ts';
import { throttlingCodes } from '../../shared/aws/client/throttling.ts';
import { type AlarmPlan, planAlarms } from '../../shared/domain/alarm-upkeep.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import { connectionsKnown } from '../../shared/domain/usage.ts';
import { type ListDeps, listConnections, RegionUnread } from '../../shared/intake/list-connections.ts';
import type { TunnelAlarms } from '../../shared/ports/aws.ts';
import type { Records } from '../../shared/ports/records.ts';
import type { Log, Now, Sleep } from '../../shared/ports/shell.ts';

export interface UpkeepDeps extends ListDeps {
  readonly alarms: TunnelAlarms;
  /** What a list lacks is gone only once the sweep has forgotten it. */
  readonly records: Records;
  readonly log: Log;
  readonly now: Now;
  readonly sleep: Sleep;
}

/** CloudWatch takes 3 changes of alarms a second for the whole account and region (CloudWatch service quotas). */
const pauseMs = 350;

const namesPerRemoval = 100;

/** What the upkeep needs to end in good order. */
const reserveMs = 10_000;

/**
 * Brings the `TunnelState` alarms of a region in step with its connections. It changes only what differs, so what the
 * time does not suffice for, or CloudWatch does not take now, is done by the next run. If the connections cannot be listed it changes nothing: the sweep
 * tells of such a region.
 */
export const keepAlarms = async (deps: UpkeepDeps, region: string, endAt: number): Promise<void> => {
  try {
    const [connections, { usage, incidents }] = await Promise.all([
      listConnections(deps, region),
      deps.records.loadRegion(region),
    ]);
    const remembered = new Set([
      ...usage.flatMap((shard) => [...connectionsKnown(shard)]),
      ...incidents.filter(({ phase }) => phase !== 'closed').map(({ connectionId }) => connectionId),
    ]);
    await keepInStep(deps, region, connections, remembered, endAt);
  } catch (error) {
    if (!(error instanceof RegionUnread)) throw error;
    deps.log.warn('alarms not kept', { region, error });
  }
};

const keepInStep = async (
  deps: UpkeepDeps,
  region: string,
  connections: readonly Connection[],
  remembered: ReadonlySet<string>,
  endAt: number,
): Promise<void> => {
  const [alarms, dimensions] = await Promise.all([
    deps.alarms.list(region),
    deps.alarms.metricDimensions(region),
  ]);
  const steps = stepsOf(deps, region, planAlarms(connections, alarms, dimensions, remembered));
  let done = 0;
  for (const step of steps) {
    if (deps.now() > endAt - reserveMs) break;
    if (done > 0) await deps.sleep(pauseMs);
    if (!(await isDone(step))) {
      deps.log.warn('alarm upkeep throttled', { region });
      break;
    }
    done += 1;
  }
  deps.log.info('alarms kept', { region, calls: done, left: steps.length - done });
};

/** CloudWatch, asked by others as well, may have had enough for now: what is left is for the next run. */
const isDone = async (step: () => Promise<void>): Promise<boolean> => {
  try {
    await step();
    return true;
  } catch (error) {
    if (error instanceof AwsCallError && throttlingCodes.has(error.code)) return false;
    throw error;
  }
};

const stepsOf = (deps: UpkeepDeps, region: string, plan: AlarmPlan): readonly (() => Promise<void>)[] => {
  const removals = Array.from({ length: Math.ceil(plan.remove.length / namesPerRemoval) }, (_, batch) =>
    plan.remove.slice(batch * namesPerRemoval, (batch + 1) * namesPerRemoval),
  );
  return [
    ...plan.put.map((alarm) => () => deps.alarms.put(region, alarm)),
    ...removals.map((names) => () => deps.alarms.remove(region, names)),
  ];
};
