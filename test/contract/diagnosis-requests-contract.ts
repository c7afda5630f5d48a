import { expect, it } from 'vitest';
import type { DiagnosisRequest, DiagnosisRequests } from '../../shared/ports/outbound.ts';

export interface DiagnosisRequestsSubject {
  readonly diagnosisRequests: DiagnosisRequests;
  queued(): readonly DiagnosisRequest[];
  /** The next request is refused by AWS. */
  refuseNext(): void;
}

const request: DiagnosisRequest = {
  region: 'eu-west-1',
  connectionId: 'vpn-00000000000000001',
  incidentId: 'vpn-00000000000000001/1772334000000',
};

/** What every implementation of `DiagnosisRequests` promises. */
export const runDiagnosisRequestsContract = (
  makeSubject: () => DiagnosisRequestsSubject | Promise<DiagnosisRequestsSubject>,
) => {
  it('queues where to look, every time it is asked', async () => {
    const { diagnosisRequests, queued } = await makeSubject();
    await diagnosisRequests.request(request);
    await diagnosisRequests.request(request);
    expect(queued()).toEqual([request, request]);
  });

  it('says so when a request is refused', async () => {
    const { diagnosisRequests, queued, refuseNext } = await makeSubject();
    refuseNext();
    await expect(diagnosisRequests.request(request)).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'AccessDenied',
    });
    expect(queued()).toEqual([]);
  });
};
