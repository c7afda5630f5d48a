import { AwsCallError } from '../shared/aws/client/aws-call-error.ts';

/** What went wrong, and what to do, in words. */
export interface Explained {
  readonly says: string;
  readonly todo: readonly string[];
}

interface Kind {
  readonly code: RegExp;
  readonly says: (operation: string) => string;
  readonly todo: readonly string[];
}

export const grantThePolicy = 'Give these credentials the read-only policy of docs/doctor.md.';

/** The first that matches a code. Services do not agree on how they spell what they mean. */
const kinds: readonly Kind[] = [
  {
    code: /^CredentialsProviderError|^CredentialsError/,
    says: () => 'no valid AWS credentials were found',
    todo: [
      'Sign in (aws sso login), or set AWS_PROFILE: what works for "aws sts get-caller-identity" works here.',
    ],
  },
  {
    code: /^ExpiredToken|^RequestExpired|^TokenRefreshRequired/,
    says: () => 'the AWS credentials have expired',
    todo: ['Sign in again, then repeat.'],
  },
  {
    code: /^AuthFailure|^UnrecognizedClient|^InvalidClientTokenId|^OptInRequired/,
    says: () => 'AWS does not accept these credentials there',
    todo: ['If they work elsewhere, the region is not enabled for the account; otherwise sign in again.'],
  },
  {
    code: /^InvalidSignature|^SignatureDoesNotMatch/,
    says: () => 'AWS does not accept the signature of these credentials',
    todo: ['Check the secret access key, and the clock of this machine.'],
  },
  {
    code: /^AccessDenied|^UnauthorizedOperation|^AuthorizationError/,
    says: (operation) => `${operation} is not allowed for these credentials`,
    todo: [grantThePolicy],
  },
  {
    code: /throttl|RequestLimitExceeded|TooManyRequests|^SlowDown/i,
    says: (operation) => `AWS takes no more calls of ${operation} for the moment`,
    todo: ['Wait a minute, then repeat.'],
  },
  {
    code: /^ENOTFOUND|^EAI_AGAIN/,
    says: () => 'the address of AWS there cannot be found',
    todo: ['Check the name of the region, and whether this machine has a network.'],
  },
  {
    code: /^ECONNREFUSED|^ECONNRESET|^EHOSTUNREACH|^ENETUNREACH|^EPIPE/,
    says: () => 'AWS cannot be reached from here',
    todo: ['Check the network of this machine: proxy, VPN, firewall.'],
  },
  {
    code: /^TimeoutError|^ETIMEDOUT|^RequestTimeout/,
    says: (operation) => `no answer to ${operation} in time`,
    todo: ['Check the network of this machine, then repeat.'],
  },
];

/** Why a check could not be carried out. Nothing of the SDK's raw error gets in. */
export const explainFailure = (error: unknown): Explained => {
  if (!(error instanceof AwsCallError)) {
    return { says: error instanceof Error ? error.message : String(error), todo: [] };
  }
  const { code, operation, statusCode } = error;
  const known = kinds.find((kind) => kind.code.test(code));
  if (known) return { says: known.says(operation), todo: known.todo };
  if (statusCode === 403) {
    return { says: `${operation} is not allowed for these credentials (${code})`, todo: [grantThePolicy] };
  }
  return { says: error.message, todo: [] };
};
