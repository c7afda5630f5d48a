import type {
  ModifyVpnTunnelOptionsRequest,
  ModifyVpnTunnelOptionsResult,
  ModifyVpnTunnelOptionsSpecification,
} from '@aws-sdk/client-ec2';
import { type Clock, type Journal, type Operation, ServiceError } from '../../contract.ts';
import type { World } from '../../world/world.ts';
import { callerOf } from './caller-of.ts';
import { connectionShape } from './connection-shape.ts';
import { assertTunnelOptions } from './option-ranges.ts';
import { requestedOptions } from './requested-options.ts';
import { connectionOf, tunnelOf } from './tunnel-of.ts';

export const modifyVpnTunnelOptions =
  (
    world: World,
    clock: Clock,
    journal: Journal,
  ): Operation<ModifyVpnTunnelOptionsRequest, ModifyVpnTunnelOptionsResult> =>
  (input, context) => {
    const connection = connectionOf(world, context.region, input.VpnConnectionId);
    const tunnel = tunnelOf(connection, input.VpnTunnelOutsideIpAddress);
    const asked = input.TunnelOptions;
    if (!asked || Object.keys(asked).length === 0) {
      throw new ServiceError('MissingParameter', 'The request must contain the parameter TunnelOptions');
    }
    assertTunnelOptions(asked, tunnel.options);
    const isReplaced = world.modifyTunnel(tunnel, {
      options: requestedOptions(asked, tunnel.options),
      preSharedKey: asked.PreSharedKey,
    });
    if (isReplaced) {
      journal.record('tunnel.restart', {
        region: context.region,
        connectionId: connection.id,
        outsideIp: tunnel.outsideIp,
        by: callerOf(context),
        ...methodFacts(asked),
      });
    }
    const moment = { now: clock.now(), telemetryLagMs: world.settings.telemetryLagMs };
    return { VpnConnection: connectionShape(connection, moment) };
  };

/** What the call asked for, without the key. */
const methodFacts = ({
  PreSharedKey: _secret,
  ...asked
}: ModifyVpnTunnelOptionsSpecification): Readonly<Record<string, unknown>> => ({ asked });
