import type { SlackMode } from '../plan/disturbance.ts';
import { answer, type SlackAnswer } from './workspace.ts';

/** How Slack turns a call away; undefined for what is no answer at all. */
export const refusalOf = (mode: SlackMode, hasBlocks: boolean): SlackAnswer | undefined => {
  switch (mode) {
    case 'limited':
      return answer({ ok: false, error: 'ratelimited' }, 429, '20');
    case 'server-error':
      return { status: 503, retryAfter: null, body: '<html>upstream</html>' };
    case 'ok-false':
      return answer({ ok: false, error: 'internal_error' });
    case 'refused':
      return answer({ ok: false, error: 'restricted_action' });
    case 'blocks-refused':
      return hasBlocks ? answer({ ok: false, error: 'invalid_blocks' }) : undefined;
    case 'lost-before':
    case 'lost-after':
      return undefined;
  }
};
