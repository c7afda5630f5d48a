import * as z from 'zod/mini';
import type { SlackCredentials } from './credentials.ts';
import { type ExchangeOptions, exchange, jsonPost } from './exchange.ts';
import { judgeAccepted } from './judge-web-api.ts';
import type { SlackOutcome } from './outcome.ts';

const Valid = z.object({ ok: z.literal(true), team: z.optional(z.string()) });

/** Asks Slack whether a bot token is valid. It posts nothing and needs no scope. */
export const checkToken = async (
  options: ExchangeOptions,
  { token, apiUrl }: Extract<SlackCredentials, { kind: 'bot' }>,
): Promise<SlackOutcome> => {
  const authorization = `Bearer ${token}`;
  const answer = await exchange(options, jsonPost(`${apiUrl}auth.test`, {}, { authorization }));
  if (typeof answer === 'string') return { outcome: 'unavailable', reason: answer };
  const judged = judgeAccepted(answer, Valid);
  return 'outcome' in judged ? judged : { outcome: 'delivered', channel: undefined, ts: undefined };
};
