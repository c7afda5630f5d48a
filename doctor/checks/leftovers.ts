import { tunnelAlarmPrefix } from '../../shared/contracts/alarm-name.ts';
import type { TunnelAlarms } from '../../shared/ports/aws.ts';
import { counted } from '../counted.ts';
import type { Examined } from '../examine.ts';
import { failed } from '../finding.ts';

/**
 * Alarms on tunnels that nobody keeps any more: nothing is deployed, or their region is not watched. A removal leaves them
 * where CloudWatch did not answer.
 */
export const checkLeftovers = async (
  alarms: Pick<TunnelAlarms, 'list'>,
  region: string,
  why: string,
): Promise<Examined> => {
  const left = await alarms.list(region);
  if (left.length === 0) return { verdicts: [] };
  const listed = `aws cloudwatch describe-alarms --region ${region} --alarm-name-prefix ${tunnelAlarmPrefix} --query 'MetricAlarms[].AlarmName' --output text`;
  return {
    verdicts: [
      failed(`${counted(left.length, 'alarm')} on tunnels left behind: ${why}`, [
        'If no other deployment of Tunnelkeeper keeps them, remove them, up to a hundred at a time:',
        `aws cloudwatch delete-alarms --region ${region} --alarm-names $(${listed})`,
      ]),
    ],
  };
};
