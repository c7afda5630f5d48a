import { expect, it } from 'vitest';
import type { RestartCallOutcome, TunnelRestart, TunnelRestarter } from '../../shared/ports/aws.ts';

export interface TunnelRestarterSubject {
  readonly restarter: TunnelRestarter;
  /** The next call is answered so; otherwise calls are accepted. */
  answerNext(outcome: RestartCallOutcome): void;
  /** Calls that have reached AWS. */
  requests(): number;
}

export const restart: TunnelRestart = {
  region: 'eu-west-1',
  connectionId: 'vpn-00000000000000001',
  outsideIp: '203.0.113.1',
  call: { method: 'modify', options: { dpdTimeoutSeconds: 40 } },
};

/** What every implementation of `TunnelRestarter` promises. */
export const runTunnelRestarterContract = (
  makeSubject: () => TunnelRestarterSubject | Promise<TunnelRestarterSubject>,
) => {
  it('calls once and says that it was accepted', async () => {
    const { restarter, requests } = await makeSubject();
    expect(await restarter.restart(restart)).toEqual({ call: 'accepted' });
    expect(requests()).toBe(1);
  });

  it.each<RestartCallOutcome>([
    { call: 'busy', errorCode: 'IncorrectState' },
    { call: 'rejected', errorCode: 'UnauthorizedOperation' },
    { call: 'uncertain', errorCode: 'InternalError' },
  ])('calls once, does not throw, and says $call', async (outcome) => {
    const { restarter, answerNext, requests } = await makeSubject();
    answerNext(outcome);
    expect(await restarter.restart(restart)).toEqual(outcome);
    expect(requests()).toBe(1);
  });
};
