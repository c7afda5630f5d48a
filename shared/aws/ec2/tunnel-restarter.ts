import {
  type EC2Client,
  ModifyVpnTunnelOptionsCommand,
  type ModifyVpnTunnelOptionsSpecification,
  ReplaceVpnTunnelCommand,
} from '@aws-sdk/client-ec2';
import type { OptionsSent } from '../../domain/incident.ts';
import type { TunnelRestart, TunnelRestarter } from '../../ports/aws.ts';
import { callFailureOf } from '../client/aws-call-error.ts';
import type { ClientOf } from '../client/clients-by-region.ts';
import { restartOutcome } from './restart-outcome.ts';

/** Restarts a tunnel. The clients must be `ec2RestartClients`: without retries, with a time-out. */
export const createTunnelRestarter = (ec2: ClientOf<EC2Client>): TunnelRestarter => ({
  restart: async (request) => {
    try {
      await send(ec2(request.region), request);
      return { call: 'accepted' };
    } catch (error) {
      return restartOutcome(callFailureOf(error));
    }
  },
});

/** The answers hold pre-shared keys, or nothing, and say nothing that is needed. */
const send = async (ec2: EC2Client, { connectionId, outsideIp, call }: TunnelRestart): Promise<void> => {
  const tunnel = { VpnConnectionId: connectionId, VpnTunnelOutsideIpAddress: outsideIp };
  if (call.method === 'replace') await ec2.send(new ReplaceVpnTunnelCommand(tunnel));
  else {
    await ec2.send(
      new ModifyVpnTunnelOptionsCommand({ ...tunnel, TunnelOptions: tunnelOptions(call.options) }),
    );
  }
};

/** Requests spell `DPDTimeoutSeconds` where answers spell `DpdTimeoutSeconds`. What is not sent stays as it is. */
const tunnelOptions = (options: OptionsSent): ModifyVpnTunnelOptionsSpecification => ({
  DPDTimeoutSeconds: options.dpdTimeoutSeconds,
  DPDTimeoutAction: options.dpdTimeoutAction,
  StartupAction: options.startupAction,
});
