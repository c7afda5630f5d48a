import type { SetupRequest } from './request.ts';

export type SetupResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** The resource stays the same one for the life of the stack: CloudFormation would delete it if its id changed. */
const physicalId = 'tunnelkeeper-setup';

/** An answer may have 4,096 bytes (AWS CloudFormation user guide, "Custom resource response objects"). */
const longestReason = 1_000;

const timeoutMs = 20_000;

/** Tells CloudFormation how it went. Without an answer it would wait for the whole time-out of the resource. */
export const respond = async (
  fetchNow: typeof fetch,
  request: SetupRequest,
  result: SetupResult,
): Promise<void> => {
  const body = JSON.stringify({
    Status: result.ok ? 'SUCCESS' : 'FAILED',
    ...(!result.ok && { Reason: [...result.reason].slice(0, longestReason).join('') }),
    PhysicalResourceId: request.PhysicalResourceId ?? physicalId,
    StackId: request.StackId,
    RequestId: request.RequestId,
    LogicalResourceId: request.LogicalResourceId,
  });
  const response = await fetchNow(request.ResponseURL, {
    method: 'PUT',
    // The address is signed without a content type.
    headers: { 'content-type': '' },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  });
  // The address is signed and must not be logged.
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: HTTP ${response.status}.`);
};
