import { inParallel } from '../../shared/intake/in-parallel.ts';
import type { Log } from '../../shared/ports/shell.ts';

/** Works on every region side by side; the log names those that fail, and all failures are thrown together at the end. */
export const eachRegion = async (
  regions: readonly string[],
  log: Log,
  work: (region: string) => Promise<void>,
): Promise<void> => {
  await inParallel(regions, regions.length, async (region) => {
    try {
      await work(region);
    } catch (error) {
      log.error('region not reviewed', { region, error });
      throw error;
    }
  });
};
