import type { Caller } from '../../services/cloudtrail/trail.ts';
import { connectionShape } from '../../services/ec2/connection-shape.ts';
import type { Connection } from '../../world/model.ts';
import { describedLog, type TunnelOptions } from '../../world/tunnel-options.ts';
import type { Step } from '../format/step.ts';
import type { StepDeps } from './deps.ts';
import type { Handlers } from './handlers.ts';
import { tunnelAt } from './tunnels-at.ts';

type OptionsAsked = NonNullable<Step['tunnelOptionsChanged']>['options'];

/** Who does what a step names nobody for. */
const networkAdmin: Caller = { kind: 'role', name: 'network-admin' };

/** What people do in the account, and what the trail tells of it. */
export const accountSteps = {
  connectionCreated: (description, deps) => {
    const connection = deps.world.createConnection(description);
    const { region, gateway, transitGatewayId, vpnGatewayId, routing } = connection;
    deps.trail.note({
      operation: 'CreateVpnConnection',
      region,
      by: networkAdmin,
      input: {
        Type: 'ipsec.1',
        CustomerGatewayId: gateway.id,
        TransitGatewayId: transitGatewayId,
        VpnGatewayId: vpnGatewayId,
        Options: { StaticRoutesOnly: routing === 'static' },
      },
      output: answerAbout(connection, deps),
    });
  },
  connectionDeleted: (VpnConnectionId, { world, trail }) => {
    const { region } = world.deleteConnection(VpnConnectionId);
    const input = { VpnConnectionId };
    trail.note({ operation: 'DeleteVpnConnection', region, by: networkAdmin, input, output: {} });
  },
  tunnelOptionsChanged: ({ tunnel, options, by }, deps) => {
    const { world, trail } = deps;
    const changed = tunnelAt(world, tunnel);
    world.modifyTunnel(changed, { options: changedOptions(options, changed.options) });
    const connection = world.ownerOf(changed);
    trail.note({
      operation: 'ModifyVpnTunnelOptions',
      region: connection.region,
      by: callerOf(by),
      input: {
        VpnConnectionId: connection.id,
        VpnTunnelOutsideIpAddress: changed.outsideIp,
        TunnelOptions: requestOf(options),
      },
      output: answerAbout(connection, deps),
    });
  },
  tagsChanged: ({ resource, set = {}, remove = [] }, { world }) => {
    for (const { id, tags } of [...world.connections(), ...world.gateways()]) {
      if (id !== resource) continue;
      for (const [key, value] of Object.entries(set)) tags.set(key, value);
      for (const key of remove) tags.delete(key);
    }
  },
  alarmSet: ({ alarm, state, reason = 'set by hand', region }, deps) =>
    deps.setAlarm(region ?? deps.region, alarm, state, reason),
  stacksDeployed: (how, { deployStacks }) => {
    const { regionsBefore, otherResourceFails } = how === true ? {} : how;
    deployStacks({ before: regionsBefore && { regions: regionsBefore }, otherResourceFails });
  },
  stacksRemoved: (_, { removeStacks }) => removeStacks(),
} satisfies Partial<Handlers>;

const callerOf = (by: NonNullable<Step['tunnelOptionsChanged']>['by']): Caller => {
  if (!by) return networkAdmin;
  return 'role' in by ? { kind: 'role', name: by.role } : { kind: 'user', name: by.user };
};

const answerAbout = (connection: Connection, { clock, world }: StepDeps): object => ({
  VpnConnection: connectionShape(connection, {
    now: clock.now(),
    telemetryLagMs: world.settings.telemetryLagMs,
  }),
});

/** As the API names what is asked for, logs left out. */
const requestOf = (asked: OptionsAsked): object => ({
  StartupAction: asked.startupAction,
  DPDTimeoutSeconds: asked.dpdTimeoutSeconds,
  DPDTimeoutAction: asked.dpdTimeoutAction,
  IKEVersions: asked.ikeVersions?.map((Value) => ({ Value })),
  EnableTunnelLifecycleControl: asked.lifecycleControl,
});

const changedOptions = (
  asked: OptionsAsked,
  { log, enableTunnelLifecycleControl }: TunnelOptions,
): Partial<TunnelOptions> => {
  const { startupAction, dpdTimeoutSeconds, dpdTimeoutAction, ikeVersions, lifecycleControl } = asked;
  const plain = { startupAction, dpdTimeoutSeconds, dpdTimeoutAction, ikeVersions };
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    enableTunnelLifecycleControl: lifecycleControl ?? enableTunnelLifecycleControl,
    log: describedLog(asked, log),
  };
};
