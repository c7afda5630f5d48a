/**
 * A call to AWS that did not succeed. It holds what identifies the failure and nothing of request or answer: the SDK's
 * own error carries the raw answer, and answers about VPN connections carry pre-shared keys.
 */
export class AwsCallError extends Error {
  /** `DescribeVpnConnections` */
  readonly operation: string;
  /** AWS's error code, or the name of the network failure. */
  readonly code: string;
  /** Absent where no answer came. */
  readonly statusCode: number | undefined;
  readonly requestId: string | undefined;

  constructor(operation: string, failure: CallFailure) {
    const status = failure.statusCode === undefined ? 'no answer' : `HTTP ${failure.statusCode}`;
    super(`${operation} failed: ${failure.code} (${status})`);
    this.name = 'AwsCallError';
    this.operation = operation;
    this.code = failure.code;
    this.statusCode = failure.statusCode;
    this.requestId = failure.requestId;
  }
}

export interface CallFailure {
  readonly code: string;
  readonly statusCode: number | undefined;
  readonly requestId: string | undefined;
}

/** The identifying part of whatever an SDK client has thrown. */
export const callFailureOf = (error: unknown): CallFailure => {
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly name?: unknown;
    readonly code?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  };
  const statusCode = thrown.$metadata?.httpStatusCode;
  const named = statusCode === undefined ? (thrown.code ?? thrown.name) : thrown.name;
  return { code: codeOf(named), statusCode, requestId: thrown.$metadata?.requestId };
};

/** Older answers of EC2 prefix the code with the party at fault. */
const codeOf = (named: unknown): string =>
  typeof named === 'string' && /^[\w.:-]{1,100}$/.test(named)
    ? named.replace(/^(?:Client|Server)\./, '')
    : 'Unknown';

/** Waits for one call; whatever it throws becomes an `AwsCallError`. */
export const awsCall = async <Answer>(operation: string, answer: Promise<Answer>): Promise<Answer> => {
  try {
    return await answer;
  } catch (error) {
    throw new AwsCallError(operation, callFailureOf(error));
  }
};
