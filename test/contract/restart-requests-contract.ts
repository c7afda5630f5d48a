import { expect, it } from 'vitest';
import type { RestartRequest, RestartRequests } from '../../shared/ports/outbound.ts';

export interface RestartRequestsSubject {
  readonly restartRequests: RestartRequests;
  /** What the queue holds, without what it only uses to tell repetitions. */
  queued(): readonly Omit<RestartRequest, 'deduplicationId'>[];
}

const request: RestartRequest = {
  region: 'eu-west-1',
  connectionId: 'vpn-00000000000000001',
  outsideIp: '203.0.113.1',
  incidentId: 'vpn-00000000000000001/1772334000000',
  deduplicationId: 'vpn-00000000000000001/1772334000000/203.0.113.1/29538900',
};

/** What every implementation of `RestartRequests` promises. */
export const runRestartRequestsContract = (
  makeSubject: () => RestartRequestsSubject | Promise<RestartRequestsSubject>,
) => {
  it('queues where to look', async () => {
    const { restartRequests, queued } = await makeSubject();
    await restartRequests.request(request);
    const { deduplicationId: _, ...whereToLook } = request;
    expect(queued()).toMatchObject([whereToLook]);
  });

  it('queues a repeated request once, and another one beside it', async () => {
    const { restartRequests, queued } = await makeSubject();
    await restartRequests.request(request);
    await restartRequests.request(request);
    await restartRequests.request({ ...request, deduplicationId: 'another' });
    expect(queued()).toHaveLength(2);
  });
};
