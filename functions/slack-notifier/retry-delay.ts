import { daysMs } from '../../shared/domain/time.ts';

/** Waits in whole seconds, as the queue takes them. */

const shortestPauseSeconds = 15;
const longestPauseSeconds = 900;

/** From then on the longest pause is twice as long. */
const longWaitMs = daysMs(1);

/** SQS hides a message for at most 12 hours. */
const longestDelaySeconds = 43_200;

/**
 * A twelfth of how long it has been waiting, from 15 s up to 15 minutes, and after a day half an hour, so that it goes out soon
 * after whatever keeps it is over. What Slack does not take for as long as the queue keeps it is received some 770 times, and the
 * queue gives up none that is received less than 1,000 times.
 */
export const backOffSeconds = (ageMs: number): number => {
  const longest = ageMs < longWaitMs ? longestPauseSeconds : 2 * longestPauseSeconds;
  return Math.min(longest, Math.max(shortestPauseSeconds, Math.ceil(ageMs / 12_000)));
};

/** At least what was asked for, and at least a second. */
export const delaySeconds = (afterMs: number): number =>
  Math.min(longestDelaySeconds, Math.max(1, Math.ceil(afterMs / 1_000)));

/**
 * 0 up to 9 s, 19 s, 39 s, … 10 minutes, by how often the message has been received, and always the same for the same message
 * and time: what was turned away together does not come back together, and a message among very many is not received so
 * often that the queue gives it up.
 */
export const spreadSeconds = (messageId: string, receiveCount: number): number =>
  spread(`${receiveCount} ${messageId}`, 10 * 2 ** Math.min(Math.max(receiveCount, 1) - 1, 6));

/** A whole number from 0 to below `range`, evenly, and always the same for the same text. */
export const spread = (text: string, range: number): number =>
  [...text].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 0) % range;
