/**
 * What became of one call to Slack. Nothing here is thrown: each kind asks for something else to be done next.
 *
 * - `rate-limited`: later, and not before `retryAfterMs`.
 * - `unavailable`: later; after a `timeout` it may nevertheless have been delivered.
 * - `refused`: not before a person has changed something: the app, the channel, or what is sent (`isUnsendable`).
 * - `invalid-blocks`: once more, as plain text.
 * - `message-gone`: the message to be edited or replied to does not exist any more; post a new one.
 */
export type SlackOutcome =
  | { readonly outcome: 'delivered'; readonly channel: string | undefined; readonly ts: string | undefined }
  | { readonly outcome: 'rate-limited'; readonly retryAfterMs: number }
  | { readonly outcome: 'unavailable'; readonly reason: UnavailableReason }
  | { readonly outcome: 'refused'; readonly error: string }
  | { readonly outcome: 'invalid-blocks'; readonly error: string }
  | { readonly outcome: 'message-gone'; readonly error: string };

export type UnavailableReason =
  | 'timeout'
  | 'network'
  | 'server-error'
  | 'unreadable-answer'
  | 'credentials-changed';

/** An answer of Slack over HTTP, before anyone has judged it. */
export interface SlackAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: string;
}
