import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { parseRequest } from './request.ts';
import { type RestartDeps, restartTunnel } from './restart.ts';

/**
 * Works on restart requests one after another. A request that cannot be read is logged and dropped: retrying it would
 * help nobody, and the next sweep asks again if a restart is still wanted.
 */
export const createRestartTunnelHandler =
  (deps: RestartDeps) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: { itemIdentifier: string }[] = [];
    for (const record of event.Records) {
      // A FIFO group stays in order: what follows a failure is left for the retry as well.
      if (failed.length > 0 || !(await handled(deps, record.body))) {
        failed.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures: failed };
  };

const handled = async (deps: RestartDeps, body: string): Promise<boolean> => {
  const request = parseRequest(body);
  if ('unreadable' in request) {
    deps.log.error('restart request dropped', { reason: 'unreadable', problem: request.unreadable });
    return true;
  }
  try {
    const result = await restartTunnel(deps, request);
    deps.log.info('restart request handled', {
      connectionId: request.connectionId,
      outsideIp: request.outsideIp,
      ...result,
    });
    return true;
  } catch (error) {
    deps.log.error('restart request failed', { connectionId: request.connectionId, error });
    return false;
  }
};
