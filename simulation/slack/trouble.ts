import type { SlackFault, SlackMode } from '../plan/disturbance.ts';
import { answer, type SlackAnswer, type SlackCall, webhookMethod } from './workspace.ts';

/** How Slack turns a call away; undefined for what is no answer at all. */
export const refusalOf = (
  { mode, channel }: Pick<SlackFault, 'mode' | 'channel'>,
  { method, body }: SlackCall,
): SlackAnswer | undefined => {
  if (channel !== undefined && body['channel'] !== channel) return undefined;
  if (method === webhookMethod) return refusalOfWebhook(mode, body);
  switch (mode) {
    case 'limited':
      return answer({ ok: false, error: 'ratelimited' }, 429, '20');
    case 'server-error':
      return { status: 503, retryAfter: null, body: '<html>upstream</html>' };
    case 'ok-false':
      return answer({ ok: false, error: 'internal_error' });
    case 'refused':
      return answer({ ok: false, error: 'restricted_action' });
    case 'revoked':
      return answer({ ok: false, error: 'token_revoked' });
    case 'no-edits':
      return method === 'chat.update' ? answer({ ok: false, error: 'edit_window_closed' }) : undefined;
    case 'blocks-refused':
      return hasBlocks(body) ? answer({ ok: false, error: 'invalid_blocks' }) : undefined;
    case 'lost-before':
    case 'lost-after':
      return undefined;
  }
};

/** A bare word, with a status that fits. */
const refusalOfWebhook = (mode: SlackMode, body: SlackCall['body']): SlackAnswer | undefined => {
  switch (mode) {
    case 'limited':
      return { status: 429, retryAfter: '20', body: 'rate_limited' };
    case 'server-error':
      return { status: 503, retryAfter: null, body: '<html>upstream</html>' };
    case 'ok-false':
      return { status: 500, retryAfter: null, body: 'rollup_error' };
    case 'refused':
      return { status: 403, retryAfter: null, body: 'action_prohibited' };
    case 'revoked':
      return { status: 404, retryAfter: null, body: 'no_service' };
    case 'blocks-refused':
      return hasBlocks(body) ? { status: 400, retryAfter: null, body: 'invalid_blocks' } : undefined;
    case 'no-edits':
    case 'lost-before':
    case 'lost-after':
      return undefined;
  }
};

/** An update takes blocks away with an empty list. */
const hasBlocks = ({ blocks }: SlackCall['body']): boolean => Array.isArray(blocks) && blocks.length > 0;
