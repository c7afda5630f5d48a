import type { Unread } from '../diagnosis/evidence.ts';

/**
 * Why the connections of a region cannot be listed. `region-unknown`: the name of its endpoint leads nowhere.
 * `region-disabled`: AWS knows the account elsewhere, but not there.
 */
export type BlindReason =
  | 'region-unknown'
  | 'region-disabled'
  | 'denied'
  | 'throttled'
  | 'no-answer'
  | 'failed';

/** What EC2 says where an account has not enabled the region (EC2 API error codes). */
const notEnabled = /^(?:OptInRequired|AuthFailure|InvalidClientTokenId|UnrecognizedClientException)/;

export const blindReasonOf = ({ why, code }: Unread): BlindReason => {
  if (code === 'ENOTFOUND') return 'region-unknown';
  if (notEnabled.test(code)) return 'region-disabled';
  switch (why) {
    case 'denied':
    case 'throttled':
      return why;
    case 'timed-out':
      return 'no-answer';
    default:
      return 'failed';
  }
};
