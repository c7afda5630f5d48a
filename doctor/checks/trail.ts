import type { Examined } from '../examine.ts';
import { passed, skipped } from '../finding.ts';
import type { Trails } from '../ports.ts';

/** Without a trail EventBridge hears of no change that people make; the sweep sees its effect within a minute. */
const without =
  'Nothing has to be done: changes are then seen by the sweep, within a minute, without who made them.';

export const checkTrail = async (trails: Trails, region: string): Promise<Examined> => {
  const all = await trails.list(region);
  const logging = all.filter(({ isLogging }) => isLogging);
  const good = logging.find(({ logsChanges }) => logsChanges === true);
  if (good) return { verdicts: [passed(`${good.name} logs who changes what`)] };
  const perhaps = logging.find(({ logsChanges }) => logsChanges === 'unknown');
  if (perhaps) {
    return { verdicts: [passed(`${perhaps.name} logs; what it logs, its owner does not let us see`)] };
  }
  if (logging.length > 0) {
    return { verdicts: [skipped('no trail logs management events that write', [without])] };
  }
  const stopped = all[0];
  return {
    verdicts: [skipped(stopped ? `the trail ${stopped.name} is stopped` : 'there is no trail', [without])],
  };
};
