import { unreadOf } from '../../shared/intake/evidence/unread.ts';
import type { HealthEvents } from '../../shared/ports/diagnosis.ts';
import type { Examined } from '../examine.ts';
import { passed, skipped } from '../finding.ts';

/** Whether AWS Health answers questions; its events arrive with any support plan. */
export const checkSupportPlan = async (healthEvents: HealthEvents, region: string): Promise<Examined> => {
  try {
    const open = await healthEvents.open(region);
    return { verdicts: [passed(`AWS Health answers: ${open.length} open events about VPN in ${region}`)] };
  } catch (error) {
    if (unreadOf(error).why !== 'not-subscribed') throw error;
    return {
      verdicts: [
        skipped('AWS Health answers questions only with a Business support plan or better', [
          'Nothing to do: messages go without open AWS Health events. New ones are still taken in.',
        ]),
      ],
    };
  }
};
