import { AwsCallError } from '../../aws/client/aws-call-error.ts';
import type { Unread, UnreadReason } from '../../domain/diagnosis/evidence.ts';

/** The first that matches a code. Services do not agree on how they spell what they mean. */
const reasons: readonly (readonly [pattern: RegExp, reason: UnreadReason])[] = [
  [/^(?:AccessDenied|UnauthorizedOperation|AuthFailure)/, 'denied'],
  [/^SubscriptionRequired/, 'not-subscribed'],
  [/^ResourceNotFound|\.NotFound$/, 'not-found'],
  [/throttl|RequestLimitExceeded|TooManyRequests|^LimitExceeded|^SlowDown/i, 'throttled'],
  [/^(?:TimeoutError|ETIMEDOUT|RequestTimeout)/, 'timed-out'],
];

/** Why something could not be read, as far as AWS's answer tells. */
export const unreadOf = (error: unknown): Unread => {
  if (!(error instanceof AwsCallError)) return { why: 'failed', code: '' };
  const { code, statusCode } = error;
  const known = reasons.find(([pattern]) => pattern.test(code))?.[1];
  return { why: known ?? (statusCode === 403 ? 'denied' : 'failed'), code };
};
