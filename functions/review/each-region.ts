import { inParallel } from '../../shared/intake/in-parallel.ts';
import { RegionUnread } from '../../shared/intake/list-connections.ts';
import type { Log } from '../../shared/ports/shell.ts';

/**
 * Works on every region side by side; the log names those that fail, and all failures are thrown together at the end. A
 * region that cannot be looked at is left out: the sweep tells of it.
 */
export const eachRegion = async (
  regions: readonly string[],
  log: Log,
  work: (region: string) => Promise<void>,
): Promise<void> => {
  await inParallel(regions, regions.length, async (region) => {
    try {
      await work(region);
    } catch (error) {
      if (error instanceof RegionUnread) return log.warn('region not reviewed', { region, error });
      log.error('region not reviewed', { region, error });
      throw error;
    }
  });
};
