import type { RestartCallOutcome } from '../../ports/aws.ts';
import type { CallFailure } from '../client/aws-call-error.ts';
import { throttlingCodes } from '../client/throttling.ts';

/**
 * Codes that say "not now". Which of the first two comes while a connection is being modified is not documented, and
 * EC2 answers throttling with 503 though nothing has been done.
 */
const busyCodes: ReadonlySet<string> = new Set([
  'IncorrectState',
  'InvalidVpnConnection.InvalidState',
  'UnsupportedOperation',
  ...throttlingCodes,
]);

/** What a failed call means. Only an answer that blames the request proves that nothing was done. */
export const restartOutcome = ({ code, statusCode }: CallFailure): RestartCallOutcome => {
  if (busyCodes.has(code) && statusCode !== undefined) return { call: 'busy', errorCode: code };
  const blamesRequest = statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return { call: blamesRequest ? 'rejected' : 'uncertain', errorCode: code };
};
