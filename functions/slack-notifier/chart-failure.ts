import { AwsCallError } from '../../shared/aws/client/aws-call-error.ts';
import type { SlackOutcome } from '../../shared/slack/outcome.ts';

/** Why a chart is not shown, and whether the next announcement may try once more. */
export interface ChartFailure {
  readonly reason: string;
  readonly isFinal: boolean;
}

const throttled = /throttl|limitexceeded|toomanyrequests/i;

/** CloudWatch would not draw it: a call that is not allowed, or a widget that it does not take, will not get better. */
export const drawFailure = (error: unknown): ChartFailure => {
  if (!(error instanceof AwsCallError)) return { reason: 'unexpected-error', isFinal: false };
  const { code, statusCode = 0 } = error;
  return { reason: code, isFinal: statusCode >= 400 && statusCode < 500 && !throttled.test(code) };
};

/** Slack would not show it. Undefined: it did. */
export const uploadFailure = (outcome: SlackOutcome): ChartFailure | undefined => {
  switch (outcome.outcome) {
    case 'delivered':
      return undefined;
    case 'rate-limited':
      return { reason: 'rate-limited', isFinal: false };
    case 'unavailable':
      return { reason: outcome.reason, isFinal: false };
    case 'refused':
    case 'invalid-blocks':
    case 'message-gone':
      return { reason: outcome.error, isFinal: true };
  }
};
