import {
  type EC2Client,
  ModifyVpnTunnelOptionsCommand,
  type ModifyVpnTunnelOptionsSpecification,
} from '@aws-sdk/client-ec2';
import type { TunnelRestart, TunnelRestarter } from '../../ports/aws.ts';
import { callFailureOf } from '../client/aws-call-error.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { restartOutcome } from './restart-outcome.ts';

/** Restarts a tunnel. The clients must be `ec2RestartClients`: without retries, with a time-out. */
export const createTunnelRestarter = (ec2: ClientOf<EC2Client>): TunnelRestarter => ({
  restart: async (request) => {
    try {
      // The answer holds pre-shared keys and says nothing that is needed.
      await ec2(request.region).send(
        new ModifyVpnTunnelOptionsCommand({
          VpnConnectionId: request.connectionId,
          VpnTunnelOutsideIpAddress: request.outsideIp,
          TunnelOptions: tunnelOptions(request),
        }),
      );
      return { call: 'accepted' };
    } catch (error) {
      return restartOutcome(callFailureOf(error));
    }
  },
});

/** Requests spell `DPDTimeoutSeconds` where answers spell `DpdTimeoutSeconds`. */
const tunnelOptions = (request: TunnelRestart): ModifyVpnTunnelOptionsSpecification =>
  request.method === 'keep'
    ? { DPDTimeoutSeconds: request.dpdTimeoutSeconds }
    : {
        DPDTimeoutSeconds: request.dpdTimeoutSeconds,
        DPDTimeoutAction: 'restart',
        StartupAction: 'start',
      };
