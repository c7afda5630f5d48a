import type { HealthEvents } from '../../ports/diagnosis.ts';
import type { Log } from '../../ports/shell.ts';
import { unreadOf } from './unread.ts';

/** Asks no more once AWS has said that the account's support plan has no AWS Health API. */
export const whileSubscribed = (healthEvents: HealthEvents, log: Log): HealthEvents => {
  let refusal: unknown;
  return {
    open: async (region) => {
      if (refusal !== undefined) throw refusal;
      try {
        return await healthEvents.open(region);
      } catch (error) {
        if (refusal === undefined && unreadOf(error).why === 'not-subscribed') {
          refusal = error;
          log.info('AWS Health not asked any more', { reason: 'not-subscribed' });
        }
        throw error;
      }
    },
  };
};
