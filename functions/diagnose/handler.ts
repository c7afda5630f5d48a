import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type DiagnoseDeps, diagnose } from './diagnose.ts';
import { parseRequest } from './request.ts';

/** Works on requests for a cause. What fails goes back to the queue, and in the end to its dead-letter queue. */
export const createDiagnoseHandler =
  (deps: DiagnoseDeps) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: { itemIdentifier: string }[] = [];
    for (const record of event.Records) {
      if (!(await handled(deps, record.body))) failed.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures: failed };
  };

const handled = async (deps: DiagnoseDeps, body: string): Promise<boolean> => {
  const request = parseRequest(body);
  if ('unreadable' in request) {
    deps.log.error('diagnosis request failed', { reason: 'unreadable', problem: request.unreadable });
    return false;
  }
  try {
    await diagnose(deps, request);
    return true;
  } catch (error) {
    deps.log.error('diagnosis request failed', { incidentId: request.incidentId, error });
    return false;
  }
};
