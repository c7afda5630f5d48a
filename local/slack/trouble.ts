import type { CallFault } from '../contract.ts';
import { json, type Reply, rateLimited, text } from './reply.ts';

const defaultRetryAfterSeconds = 30;

/** The answer that a fault puts in place of Slack's own; undefined for silence. An error with status 200 is `ok: false`. */
export const troubledReply = ({ failure }: CallFault): Reply | undefined => {
  if (failure.kind === 'hang') return undefined;
  if (failure.kind === 'throttle') return rateLimited(failure.retryAfterSeconds ?? defaultRetryAfterSeconds);
  if (failure.statusCode === 200) return json({ ok: false, error: failure.code });
  return text(failure.message ?? failure.code, failure.statusCode);
};
