import { isErrorWord, judgeError, judgeStatus, unreadable } from './judge.ts';
import type { SlackAnswer, SlackOutcome } from './outcome.ts';

/** An answer of an incoming webhook: the bare word `ok`, or the bare word for what is wrong. */
export const judgeWebhookAnswer = (answer: SlackAnswer): SlackOutcome => {
  const byStatus = judgeStatus(answer);
  if (byStatus) return byStatus;
  const word = answer.body.trim();
  if (answer.status === 200 && word === 'ok') {
    return { outcome: 'delivered', channel: undefined, ts: undefined };
  }
  return isErrorWord(word) ? judgeError(word, answer.retryAfter) : unreadable;
};
