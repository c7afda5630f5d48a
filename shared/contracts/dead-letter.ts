/** Message attributes of what a function has put into a dead-letter queue itself. */
export const DeadLetterAttributeName = {
  /** The word for why it can never be delivered. */
  reason: 'reason',
} as const;
