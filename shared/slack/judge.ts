import type { SlackAnswer, SlackOutcome } from './outcome.ts';

/** Where Slack gives no time to wait. */
const defaultRetryAfterMs = 30_000;
/** Whatever Slack asks for: an outage is not to wait for longer, and Slack says so again if it has to. */
const longestRetryAfterMs = 120_000;

const slowDown = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);

const slackAtFault = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'rollup_error',
  'service_unavailable',
  'update_failed',
]);

const blocksAtFault = new Set([
  'invalid_attachments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_payload',
  'msg_blocks_too_long',
  'msg_too_long',
  'too_many_attachments',
]);

/** The message is there, and its thread too. */
const uneditable = new Set(['cant_update_message', 'edit_window_closed']);

export const isUneditable = (error: string): boolean => uneditable.has(error);

const messageAtFault = new Set([
  ...uneditable,
  'cannot_reply_to_message',
  'message_not_found',
  'thread_not_found',
]);

/** What Slack says of what it was sent, and would say of it again. */
const contentAtFault = new Set([
  'invalid_arg_name',
  'invalid_arguments',
  'invalid_array_arg',
  'invalid_charset',
  'invalid_form_data',
  'invalid_json',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'invalid_post_type',
  'json_not_object',
  'metadata_too_large',
  'missing_post_type',
  'no_text',
  'too_many_contact_cards',
]);

/** No change of channel or app would make Slack take it. */
export const isUnsendable = (error: string): boolean =>
  contentAtFault.has(error) || blocksAtFault.has(error) || messageAtFault.has(error);

/** What Slack says about credentials that have been replaced. */
const credentialsAtFault = new Set([
  'account_inactive',
  'invalid_auth',
  'invalid_token',
  'no_active_hooks',
  'no_service',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

export const areCredentialsReplaced = (error: string): boolean => credentialsAtFault.has(error);

/** What is wrong with the app, whatever channel it calls. */
export const isAppAtFault = (error: string): boolean =>
  areCredentialsReplaced(error) || error === 'missing_scope' || error === 'not_allowed_token_type';

/** The outcome that one of Slack's error words stands for; a word that nobody knows is for a person to look at. */
export const judgeError = (error: string, retryAfter: string | null): SlackOutcome => {
  if (slowDown.has(error)) return rateLimited(retryAfter);
  if (slackAtFault.has(error)) return { outcome: 'unavailable', reason: 'server-error' };
  if (blocksAtFault.has(error)) return { outcome: 'invalid-blocks', error };
  if (messageAtFault.has(error)) return { outcome: 'message-gone', error };
  return { outcome: 'refused', error };
};

/** What the status alone says, whatever the body holds. */
export const judgeStatus = (answer: SlackAnswer): SlackOutcome | undefined => {
  if (answer.status === 429) return rateLimited(answer.retryAfter);
  if (answer.status >= 500) return { outcome: 'unavailable', reason: 'server-error' };
  return undefined;
};

export const unreadable: SlackOutcome = { outcome: 'unavailable', reason: 'unreadable-answer' };

/** Slack's error words; anything else in their place comes from a proxy on the way. */
export const isErrorWord = (text: string): boolean => /^[a-z][a-z0-9_]{2,79}$/.test(text);

/** `Retry-After` in seconds, as Slack sends it. */
const rateLimited = (retryAfter: string | null): SlackOutcome => {
  const seconds = retryAfter !== null && /^\s*\d{1,9}\s*$/.test(retryAfter) ? Number(retryAfter) : undefined;
  const retryAfterMs = seconds === undefined ? defaultRetryAfterMs : seconds * 1_000;
  return { outcome: 'rate-limited', retryAfterMs: Math.min(retryAfterMs, longestRetryAfterMs) };
};
