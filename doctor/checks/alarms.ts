import { planAlarms } from '../../shared/domain/alarm-upkeep.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import type { TunnelAlarms } from '../../shared/ports/aws.ts';
import { counted } from '../counted.ts';
import type { Examined } from '../examine.ts';
import { failed, passed } from '../finding.ts';

/** Whether there is one alarm for each tunnel, as the upkeep of the sweep function would have it. */
export const checkAlarms = async (
  alarms: TunnelAlarms,
  region: string,
  connections: readonly Connection[],
): Promise<Examined> => {
  const [present, dimensions] = await Promise.all([alarms.list(region), alarms.metricDimensions(region)]);
  const plan = planAlarms(connections, present, dimensions);
  const names = new Set(present.map(({ alarmName }) => alarmName));
  const outdated = plan.put.filter(({ alarmName }) => names.has(alarmName)).length;
  const differing = [
    [plan.put.length - outdated, 'missing'],
    [outdated, 'out of date'],
    [plan.remove.length, 'superfluous'],
  ] as const;
  const found = differing.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  if (found.length === 0) return { verdicts: [passed(`${counted(present.length, 'alarm')}, in step`)] };
  return {
    verdicts: [
      failed(`alarms on tunnels: ${found.join(', ')}`, [
        'The sweep function puts them in step every 15 minutes; if that does not help, look into its log.',
      ]),
    ],
  };
};
