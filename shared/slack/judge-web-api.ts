import * as z from 'zod/mini';
import { isErrorWord, judgeError, judgeStatus, unreadable } from './judge.ts';
import type { SlackAnswer, SlackOutcome } from './outcome.ts';

const Accepted = z.object({ ok: z.literal(true), ts: z.string(), channel: z.string() });
const Refused = z.object({ ok: z.literal(false), error: z.string() });

/** An answer of the Web API: what counts is `ok`, which may be false in a 200. */
export const judgeWebApiAnswer = (answer: SlackAnswer): SlackOutcome => {
  const accepted = judgeAccepted(answer, Accepted);
  if ('outcome' in accepted) return accepted;
  return { outcome: 'delivered', channel: accepted.channel, ts: accepted.ts };
};

/** What a method answers when it did what was asked, or what is wrong. */
export const judgeAccepted = <Answer>(
  answer: SlackAnswer,
  schema: z.ZodMiniType<Answer>,
): Answer | SlackOutcome => {
  const byStatus = judgeStatus(answer);
  if (byStatus) return byStatus;
  const body = parseJson(answer.body);
  const accepted = schema.safeParse(body);
  if (accepted.success) return accepted.data;
  const refused = Refused.safeParse(body);
  if (!refused.success || !isErrorWord(refused.data.error)) return unreadable;
  return judgeError(refused.data.error, answer.retryAfter);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
