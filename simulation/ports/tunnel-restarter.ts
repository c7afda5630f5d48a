import { callFailureOf } from '../../shared/aws/client/aws-call-error.ts';
import { restartOutcome } from '../../shared/aws/ec2/restart-outcome.ts';
import type { TunnelRestart, TunnelRestarter } from '../../shared/ports/aws.ts';
import type { Caller } from '../platform/service.ts';

/** `modify` throws what an SDK client throws where AWS refuses. */
export const createTunnelRestarter = (
  modify: (request: TunnelRestart, heard: boolean) => void,
  call: Caller,
): TunnelRestarter => ({
  restart: async (request) => {
    try {
      await call('ec2-modify', 'ModifyVpnTunnelOptions', (heard) => modify(request, heard));
      return { call: 'accepted' };
    } catch (error) {
      return restartOutcome(callFailureOf(error));
    }
  },
});
