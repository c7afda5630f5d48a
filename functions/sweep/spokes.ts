import { inParallel } from '../../shared/intake/in-parallel.ts';
import type { OwnAlarms } from '../../shared/ports/aws.ts';
import type { Log, OwnMetrics } from '../../shared/ports/shell.ts';

export interface SpokeDeps {
  readonly ownAlarms: OwnAlarms;
  /** The regions that forward their events to the hub. */
  readonly spokes: readonly string[];
  readonly ownMetrics: OwnMetrics;
  readonly log: Log;
}

/**
 * An alarm cannot notify a topic of another region, so the hub looks at those of the spokes and raises one of its own. A
 * region that cannot be asked stops no other: that it is out of sight is told by the sweep.
 */
export const watchSpokes = async ({ ownAlarms, spokes, ownMetrics, log }: SpokeDeps): Promise<void> => {
  if (spokes.length === 0) return;
  const raised = await inParallel(spokes, spokes.length, async (region) => {
    try {
      const alarms = await ownAlarms.list(region);
      const names = alarms.filter(({ state }) => state === 'raised').map(({ name }) => name);
      if (names.length > 0) log.warn('alarm of a spoke is raised', { region, names });
      return names.length;
    } catch (error) {
      log.warn('alarms of a spoke not read', { region, error });
      return 0;
    }
  });
  ownMetrics.record({ name: 'RaisedSpokeAlarms', count: raised.reduce((sum, count) => sum + count, 0) });
};
