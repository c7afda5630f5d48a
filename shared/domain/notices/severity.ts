import type { Severity } from '../health.ts';
import type { VpnHealthEvent } from './vpn-health-event.ts';

/**
 * How grave an event is that nobody could look into. `critical` is kept for connections that were seen to carry no
 * traffic. A category that is missing or new counts as `warning`: better heard once too often.
 */
export const severityOfEvent = (event: VpnHealthEvent): Severity => {
  if (event.statusCode === 'closed') return 'info';
  if (event.actionability === 'ACTION_REQUIRED' || event.topic === 'single-tunnel') return 'warning';
  return event.category.toLowerCase() === 'accountnotification' ? 'info' : 'warning';
};
